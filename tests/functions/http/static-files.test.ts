import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import { StaticFiles } from '../../../functions/http/static-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PAGE = `<!doctype html><title>首页</title>${'<p>内容</p>'.repeat(200)}`;
let files: StaticFiles;

beforeEach(async () => {
  const root = await temporaryFolder();
  const site = join(root, 'client');
  for (const folder of ['_astro', 'guides/co', 'pagefind'])
    await mkdir(join(site, folder), { recursive: true });
  await writeFile(join(root, 'secret'), 'operator token');
  await writeFile(join(site, 'index.html'), PAGE);
  await writeFile(join(site, '404.html'), PAGE);
  await writeFile(join(site, 'guides/co/index.html'), PAGE);
  await writeFile(join(site, '_astro/page.x1y2.css'), 'p{color:red}');
  await writeFile(
    join(site, 'icon.png'),
    Uint8Array.from({ length: 2000 }, (_, i) => i % 256),
  );
  await writeFile(join(site, 'pagefind/index.pf'), 'index');
  await writeFile(join(site, 'sw.js'), 'self;');
  const policies = [
    { pathname: '/', policy: 'home' },
    { pathname: '/guides/co', policy: 'guide' },
    { pathname: '/404', policy: 'lost' },
  ];
  await writeFile(join(root, 'policies.json'), JSON.stringify(policies));
  files = await StaticFiles.open(site, join(root, 'policies.json'));
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  files.serve(new Request(`http://localhost${encodeURI(path)}`, { method, headers }), path);

test.each([
  '/../secret', '/..%2fsecret', '/guides/../../secret', '//secret', '/./index.html', '/index.html/', '/guides', '/guides/co', '/INDEX.HTML',
  '\\..\\secret', '/__proto__', '/constructor', '', '/guides/co/index.html\0', '/%2e%2e/secret',
])('%j is no file of the site', async (path) => {
  expect(files.has(path)).toBe(false);
  expect(await files.serve(new Request('http://localhost/'), path)).toBeNull();
}); // prettier-ignore

test('a folder with a slash is its page', async () => {
  const response = await get('/guides/co/');
  expect(response?.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await response?.text()).toBe(PAGE);
});

test('a page is sent in the best coding the browser takes, and says that it depends on that', async () => {
  const sent = async (accept?: string) => {
    const response = await get('/', accept === undefined ? {} : { 'accept-encoding': accept });
    const bytes = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer());
    expect(response?.headers.get('vary')).toBe('accept-encoding');
    expect(response?.headers.get('content-length')).toBe(String(bytes.length));
    return { coding: response?.headers.get('content-encoding'), bytes };
  };
  const br = await sent('gzip, deflate, br, zstd');
  expect([br.coding, brotliDecompressSync(br.bytes).toString()]).toEqual(['br', PAGE]);
  const gzip = await sent('GZIP;q=0.8, br;q=0');
  expect([gzip.coding, gunzipSync(gzip.bytes).toString()]).toEqual(['gzip', PAGE]);
  for (const accept of [undefined, '', 'identity', 'br;q=0, gzip; q=0.0', 'brotli, x-gzip'])
    expect([accept, (await sent(accept)).coding]).toEqual([accept, null]);
});

test('pictures and small files are sent as they are', async () => {
  for (const path of ['/icon.png', '/_astro/page.x1y2.css'])
    expect((await get(path, { 'accept-encoding': 'br' }))?.headers.get('content-encoding')).toBeNull();
});

test('who has the file already is told so, without it', async () => {
  const etag = (await get('/'))?.headers.get('etag') ?? '';
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const response = await get('/', { 'if-none-match': known, 'accept-encoding': 'br' });
    expect([known, response?.status, await response?.text()]).toEqual([known, 304, '']);
    expect(response?.headers.get('etag')).toBe(`${etag.slice(0, -1)}-br"`);
  }
  expect((await get('/', { 'if-none-match': '"other"' }))?.status).toBe(200);
});

test('HEAD says what GET would, without the body', async () => {
  const [head, whole] = [await get('/', {}, 'HEAD'), await get('/')];
  expect(await head?.text()).toBe('');
  expect(Object.fromEntries(head?.headers ?? [])).toEqual(Object.fromEntries(whole?.headers ?? []));
});

test('only a name that changes with its content is kept for a year', async () => {
  const rule = async (path: string) => (await get(path))?.headers.get('cache-control');
  expect(await rule('/_astro/page.x1y2.css')).toBe('public, max-age=31536000, immutable');
  expect(await rule('/')).toBe('no-cache');
  expect(await rule('/sw.js')).toBe('no-cache');
});

test('each page brings its own policy, the not-found page too', async () => {
  const policy = async (path: string) => (await get(path))?.headers.get('content-security-policy');
  expect([await policy('/'), await policy('/index.html'), await policy('/guides/co/'), await policy('/404.html')]).toEqual(
    ['home', 'home', 'guide', 'lost'],
  ); // prettier-ignore
});
