// Long because it is one table of what the host answers to each kind of request, on one fixture.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { handleRequest, type HostParts } from '../../../functions/hosts/handle-request.ts';
import { PageCache } from '../../../functions/http/page-cache.ts';
import { finishHeaders, SECURITY_HEADERS } from '../../../functions/http/security-headers.ts';
import { StaticFiles } from '../../../functions/http/static-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let parts: HostParts;
let reported: unknown[];
let isDatabaseUp: boolean;
let rendered: string[];
let keptSince: string | null;

const html = (text: string, status = 200) =>
  new Response(text, {
    status,
    headers: { 'content-type': 'text/html', 'content-security-policy': "script-src 'self';" },
  });

/** A small site: one file, one function, pages on demand at / and /alerts/, one that breaks, one that is lost. */
beforeEach(async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, 'client/guides/co'), { recursive: true });
  await writeFile(join(root, 'client/guides/co/index.html'), '<p>一氧化碳</p>');
  await writeFile(join(root, 'client/404.html'), '<p>没有这一页</p>');
  await writeFile(join(root, 'client/sw.js'), 'self;');
  await mkdir(join(root, 'client/problem'));
  await writeFile(
    join(root, 'client/problem/index.html'),
    '<main><p class="lead" data-problem>请稍后再试。</p></main>',
  );
  await writeFile(join(root, 'policies.json'), JSON.stringify([{ pathname: '/404', policy: "script-src 'self'" }, { pathname: '/guides/co/', policy: "script-src 'self'" }, { pathname: '/problem', policy: "script-src 'self' 'sha256-x'" }])); // prettier-ignore
  reported = [];
  rendered = [];
  isDatabaseUp = true;
  keptSince = null;
  parts = {
    files: await StaticFiles.open(join(root, 'client'), join(root, 'policies.json')),
    functions: (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/api/broken') return Promise.reject(new Error('password=hunter2 at 10.0.0.7'));
      return Promise.resolve(pathname === '/api/alerts' ? Response.json({ alerts: [] }) : null);
    },
    render: (request) => {
      const { pathname, search } = new URL(request.url);
      rendered.push(`${request.method} ${pathname}${search}`);
      if (pathname === '/now/654225/') return Promise.reject(new Error('broken page'));
      if (pathname === '/report/broken/') return Promise.resolve(new Response(null, { status: 500 }));
      if (pathname === '/alerts/gone/') return Promise.resolve(new Response(null, { status: 404 }));
      const known = ['/', '/alerts/', '/report/status/'].includes(pathname);
      return Promise.resolve(known ? html(`page ${pathname}`) : null);
    },
    portal: { now: () => '2026-07-01T04:00:00.000Z' } as HostParts['portal'],
    staffOf: () => Promise.resolve(null),
    staffPages: {} as HostParts['staffPages'],
    desk: {} as HostParts['desk'],
    cases: {} as HostParts['cases'],
    rewards: {} as HostParts['rewards'],
    tipOffDeskFor: () => ({}) as ReturnType<HostParts['tipOffDeskFor']>,
    pages: new PageCache({ now: () => 0, nextChangeAt: () => Promise.resolve(null), isConfirmed: () => true, finish: (headers) => finishHeaders(headers, { isSecure: false, isStaff: false }) }),
    keptSince: () => keptSince,
    ownOrigins: [],
    isDatabaseUp: () => Promise.resolve(isDatabaseUp),
    report: (error) => reported.push(error),
  }; // prettier-ignore
});

const ask = (path: string, init: RequestInit = {}) =>
  handleRequest(parts, new Request(`http://localhost${path}`, init), '203.0.113.9');
const accept = { headers: { accept: 'text/html' } };
const word = async (response: Response) => ((await response.json()) as { word: string }).word;

test('files, functions and pages are answered, in this order', async () => {
  expect(await (await ask('/guides/co/')).text()).toBe('<p>一氧化碳</p>');
  expect(await (await ask('/api/alerts')).json()).toEqual({ alerts: [] });
  expect(await (await ask('/')).text()).toBe('page /');
});

test('every kind of answer carries the security headers and a policy', async () => {
  const answers = [
    await ask('/guides/co/'), await ask('/sw.js'), await ask('/api/alerts'), await ask('/'), await ask('/nothing/'), await ask('/nothing/', accept),
    await ask('/guides/co'), await ask('/api/broken'), await ask('/%00'), await ask('/', { method: 'HEAD' }),
    await ask('/', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }),
    await ask('/', { headers: { 'if-none-match': '*' } }),
  ]; // prettier-ignore
  expect(answers.map(({ status }) => status)).toEqual([
    200, 200, 200, 200, 404, 404, 308, 500, 404, 200, 403, 304,
  ]);
  for (const { headers } of answers) {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(headers.get(name)).toBe(value);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).not.toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});

test('only an answer over TLS asks for TLS ever after', async () => {
  const response = await handleRequest(parts, new Request('https://localhost/'), 'x');
  expect(response.headers.get('strict-transport-security')).toContain('max-age=31536000');
});

test('a page keeps its own policy, and the not-found page has one that lets its style through', async () => {
  expect((await ask('/')).headers.get('content-security-policy')).toBe(
    "script-src 'self'; frame-ancestors 'none'",
  );
  expect((await ask('/nothing/', accept)).headers.get('content-security-policy')).toContain(
    "script-src 'self'",
  );
});

test('an unknown address is a page for people and a problem for machines', async () => {
  const page = await ask('/nothing/', accept);
  expect([page.status, await page.text()]).toEqual([404, '<p>没有这一页</p>']);
  const problem = await ask('/api/nothing/');
  expect([problem.status, problem.headers.get('content-type')]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ]);
  expect(await word(problem)).toBe('not-found');
  expect(await word(await ask('/nothing', { method: 'POST' }))).toBe('not-found');
});

test.each([
  ['/guides/co', '/guides/co/'],
  ['/guides/co?q=%E9%9B%A8', '/guides/co/?q=%E9%9B%A8'],
  ['/nothing', '/nothing/'],
  ['/山洪', '/%E5%B1%B1%E6%B4%AA/'],
  ['/a%3Fb', '/a%3Fb/'],
  ['/a%23b', '/a%23b/'],
])('%s moves to the same address with a slash', async (path, location) => {
  const response = await ask(path, accept);
  expect([response.status, response.headers.get('location')]).toEqual([308, location]);
});

test.each([
  '//evil.example', '//evil.example/', '/%2Fevil.example', '/%2F%2Fevil.example', '/\\evil.example', '/%5Cevil.example', '/%5C%5Cevil.example',
  '/.//evil.example', '/%00', '/a%00b/', '/%0d%0aset-cookie:x', '/%ED%A0%80', '/%', '/%E4%B8', '/%2e%2e%2f%2e%2e%2fetc/passwd/',
])('%s is nobody\'s page and sends nobody elsewhere', async (path) => {
  const response = await ask(path, accept);
  expect(response.status).toBe(404);
  expect(response.headers.get('location')).toBeNull();
  expect(rendered.filter((one) => !one.includes('etc/passwd'))).toEqual([]);
}); // prettier-ignore

test('a foreign page may change nothing, whatever the address', async () => {
  for (const path of ['/api/alerts', '/report/', '/nothing'])
    expect(await word(await ask(path, { method: 'POST', headers: { origin: 'https://evil.example' } }))).toBe(
      'origin-not-allowed',
    );
});

test('a lost database is said to be that, to be tried again soon', async () => {
  isDatabaseUp = false;
  const response = await ask('/api/broken');
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await word(response)).toBe('database-unavailable');
});

test('a bug is a bug: reported, never told to the visitor, and the server goes on', async () => {
  for (const path of ['/api/broken', '/now/654225/']) {
    const response = await ask(path);
    const text = await response.text();
    expect([response.status, text.includes('hunter2'), text.includes('broken page')]).toEqual([
      500,
      false,
      false,
    ]);
    expect(text).toContain('server-error');
  }
  expect(reported).toHaveLength(2);
  expect((await ask('/')).status).toBe(200);
});

test('pages that are the same for all are rendered once, also when a chat appended its own query', async () => {
  for (const path of ['/', '/?from=singlemessage', '/?utm_source=x'])
    expect(await (await ask(path)).text()).toBe('page /');
  expect(rendered).toEqual(['GET /']);
});

test('the archive reads its query, so each query is its own page', async () => {
  await ask('/alerts/');
  await ask('/alerts/?before=2026-01-01');
  await ask('/alerts/?before=2025-01-01');
  expect(rendered).toHaveLength(3);
});

test('what is for one visitor is rendered for each', async () => {
  await ask('/report/status/');
  await ask('/report/status/');
  expect(rendered).toHaveLength(2);
});

test('a HEAD makes the page, so that its headers are true, and sends no body', async () => {
  const response = await ask('/', { method: 'HEAD' });
  expect([response.status, await response.text(), response.headers.get('content-length')]).toEqual([
    200,
    '',
    '6',
  ]);
  expect(rendered).toEqual(['GET /']);
});

test('an alert that nobody knows has the site’s own page for it, not an empty one', async () => {
  const page = await ask('/alerts/gone/', accept);
  expect([page.status, await page.text()]).toEqual([404, '<p>没有这一页</p>']);
  expect(await word(await ask('/alerts/gone/'))).toBe('not-found');
});

test('a page is not rendered in answer to a method that would change something', async () => {
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const refused = await ask('/alerts/', { method });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect(await word(refused)).toBe('method-not-allowed');
  }
  expect(rendered).toEqual([]);
});

test.each([
  ['/now/654225/', {}, 503, '数据库暂时连不上'],
  ['/report/broken/', {}, 503, '数据库暂时连不上'],
  ['/api/broken', {}, 503, '数据库暂时连不上'],
  [
    '/report/',
    { method: 'POST', body: 'x', headers: { origin: 'https://evil.example' } },
    403,
    '请求来自别的网站',
  ],
  ['/alerts/', { method: 'DELETE' }, 405, '不支持这种操作'],
] as [string, RequestInit, number, string][])(
  'a person at a browser reads why %s failed, with the status a machine gets',
  async (path, init, status, words) => {
    isDatabaseUp = false;
    const machine = await ask(path, init);
    expect([machine.status, machine.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    const browser = await ask(path, {
      ...init,
      headers: { ...init.headers, accept: 'text/html,application/xhtml+xml' },
    });
    const text = await browser.text();
    expect([browser.status, browser.headers.get('content-type')]).toEqual([
      status,
      'text/html; charset=utf-8',
    ]);
    expect(text).toContain(`<p class="lead" data-problem>`);
    expect(text).toContain(words);
    expect(browser.headers.get('cache-control')).toBe('no-store');
    expect(browser.headers.get('content-security-policy')).toContain("'sha256-x'; frame-ancestors 'none'");
    expect(browser.headers.get('retry-after')).toBe(machine.headers.get('retry-after'));
    expect(browser.headers.get('etag')).toBeNull();
  },
);

test("the page for what failed is nobody's to open", async () => {
  for (const path of ['/problem/', '/problem/index.html']) expect((await ask(path, accept)).status).toBe(404);
});

test('a page told from memory says since when, and its calm is not said without it', async () => {
  const calm =
    '<html><body><!--stored-copy--><div class="calm" data-calm><p>现在没有生效的预警</p></div></body></html>';
  parts.render = () => Promise.resolve(html(calm));
  expect(await (await ask('/')).text()).toBe(calm);
  parts.pages.drop();
  keptSince = '2026-07-01T03:58:00.000Z';
  const page = await (await ask('/')).text();
  expect(page).toContain(
    '<!--stored-copy--><p class="stored-bar" role="status" data-outage>数据库连接中断，以下内容截至 今天 11:58。</p>',
  );
  expect(page).toContain(
    'data-calm><p><strong>下面只是 今天 11:58 的情况，现在可能已有新的预警。</strong></p>',
  );
});

test('what a visitor has, wants a part of, or carries along does not decide what all others get', async () => {
  const seen: (string | null)[] = [];
  parts.render = ({ headers }) => {
    seen.push(headers.get('cookie'), headers.get('if-none-match'), headers.get('range'));
    return Promise.resolve(html('page'));
  };
  await ask('/', { headers: { cookie: 'a=b', 'if-none-match': '"x"', range: 'bytes=0-1' } });
  expect(seen).toEqual([null, null, null]);
});

test('a list asked for with queries of any kind is held once for each region and no more', async () => {
  let made = 0;
  parts.functions = () => {
    made += 1;
    return Promise.resolve(Response.json({ alerts: [] }));
  };
  for (const query of [
    '',
    '?region=',
    '?x=1',
    '?utm=2&region=',
    '?region=654225',
    '?region=654225000000&x=9',
    '?region=654225&region=1',
  ])
    expect((await ask(`/api/alerts${query}`)).status).toBe(200);
  expect(made).toBe(2);
  for (const query of ['?region=x', '?region=%00', '?region=654225;']) await ask(`/api/alerts${query}`);
  expect(made).toBe(5);
  // Another document that reads a query we do not know of is made each time.
  for (let i = 0; i < 3; i += 1) await ask('/alerts/feed.atom?region=654225');
  expect(made).toBe(8);
});

test('a page that is made for each request goes out compressed, one for a single person does not', async () => {
  const page = html('<p>写给所有人的话。</p>'.repeat(200));
  const ask = (path: string, method: string) =>
    handleRequest(
      { ...parts, render: () => Promise.resolve(page.clone()) },
      new Request(`http://localhost${path}`, {
        method,
        headers: { 'accept-encoding': 'br', origin: 'http://localhost' },
      }),
      '203.0.113.7',
    );
  const open = await ask('/notices/', 'GET');
  expect([open.headers.get('content-encoding'), open.headers.get('vary')]).toEqual(['br', 'accept-encoding']);
  expect(Number(open.headers.get('content-length'))).toBeLessThan(300);
  expect((await ask('/report/status/', 'POST')).headers.get('content-encoding')).toBeNull();
  expect((await ask('/staff/sign-in/', 'GET')).headers.get('content-encoding')).toBeNull();
});
