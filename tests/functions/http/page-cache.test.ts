import { expect, test } from 'vitest';
import { freshnessRule } from '../../../functions/http/held-answer.ts';
import { PAGE_TTL_MS, PageCache } from '../../../functions/http/page-cache.ts';

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request('http://localhost/', { headers, method });

function openCache() {
  let now = 1_000_000;
  let nextChange: number | null = null;
  let renderings = 0;
  let isConfirmed = true;
  const cache = new PageCache({
    now: () => now,
    nextChangeAt: () => Promise.resolve(nextChange),
    isConfirmed: () => isConfirmed,
    finish: (headers) => headers.set('x-content-type-options', 'nosniff'),
  });
  const page =
    (status = 200) =>
    () => {
      renderings += 1;
      return Promise.resolve(
        new Response(`page ${renderings}`, { status, headers: { 'content-type': 'text/html' } }),
      );
    };
  return {
    cache,
    page,
    text: async (key = '/', render = page()) => (await cache.answer(ask(), key, render)).text(),
    wait: (ms: number) => void (now += ms),
    setNextChange: (at: number | null) => void (nextChange = at),
    setConfirmed: (confirmed: boolean) => void (isConfirmed = confirmed),
    now: () => now,
    renderings: () => renderings,
  };
}

test('a page is rendered once for all who ask within its four seconds, and not a moment longer', async () => {
  const { text, wait } = openCache();
  expect([await text(), await text()]).toEqual(['page 1', 'page 1']);
  wait(PAGE_TTL_MS - 1);
  expect(await text()).toBe('page 1');
  wait(1);
  expect(await text()).toBe('page 2');
});

test('a copy never outlives the next expiry', async () => {
  const { text, wait, setNextChange, now } = openCache();
  setNextChange(now() + 1200);
  await text();
  wait(1199);
  expect(await text()).toBe('page 1');
  wait(1);
  expect(await text()).toBe('page 2');
});

test('what expires while a page is being rendered makes that page old at once', async () => {
  const { cache, text, wait, setNextChange, now } = openCache();
  setNextChange(now() + 100);
  const slow = () => {
    wait(200);
    setNextChange(null);
    return Promise.resolve(new Response('with the expired bulletin'));
  };
  await cache.answer(ask(), '/', slow);
  expect(await text()).toBe('page 1');
});

test('a change drops every page at once', async () => {
  const { cache, text } = openCache();
  await text('/');
  await text('/alerts/');
  cache.drop();
  expect([await text('/'), await text('/alerts/')]).toEqual(['page 3', 'page 4']);
});

test('a page begun before a change is not kept after it', async () => {
  const { cache, text } = openCache();
  let finish = (_: Response): void => undefined;
  const begun = cache.answer(ask(), '/', () => new Promise((resolve) => (finish = resolve)));
  await Promise.resolve();
  await Promise.resolve();
  cache.drop();
  finish(new Response('before the red warning'));
  expect(await (await begun).text()).toBe('before the red warning');
  expect(await text()).toBe('page 1');
});

test('a crowd that asks at once costs one rendering, however long it takes', async () => {
  const { cache, wait, renderings, page } = openCache();
  const slow = async () => {
    wait(PAGE_TTL_MS * 2);
    return page()();
  };
  const answers = await Promise.all(Array.from({ length: 500 }, () => cache.answer(ask(), '/', slow)));
  expect(new Set(await Promise.all(answers.map((answer) => answer.text())))).toEqual(new Set(['page 1']));
  expect(renderings()).toBe(1);
});

test('a crowd that finds a page expired costs one rendering too', async () => {
  const { text, wait, renderings } = openCache();
  await text();
  wait(PAGE_TTL_MS);
  await Promise.all(Array.from({ length: 100 }, () => text()));
  expect(renderings()).toBe(2);
});

test.each([404, 500, 503, 302])('an answer of %i is not kept', async (status) => {
  const { cache, text, page } = openCache();
  expect((await cache.answer(ask(), '/', page(status))).status).toBe(status);
  expect(await text()).toBe('page 2');
});

test('a rendering that throws fails those who asked and is not kept', async () => {
  const { cache, text } = openCache();
  const broken = () => Promise.reject(new Error('no database'));
  const all = await Promise.allSettled([cache.answer(ask(), '/', broken), cache.answer(ask(), '/', broken)]);
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await text()).toBe('page 1');
});

test('a page asked for again and again is not pushed out by a flood of others', async () => {
  const { text, wait, renderings } = openCache();
  await text('/');
  for (let i = 0; i < 400; i += 1) await text(`/alerts/a${i}/`);
  wait(PAGE_TTL_MS);
  await text('/');
  for (let i = 0; i < 400; i += 1) await text(`/alerts/b${i}/`);
  const before = renderings();
  await text('/');
  expect(renderings()).toBe(before);
});

test('a copy that a browser has is not sent again, and HEAD sends none', async () => {
  const { cache, page } = openCache();
  const etag = (await cache.answer(ask(), '/', page())).headers.get('etag') ?? '';
  expect((await cache.answer(ask({ 'if-none-match': etag }), '/', page())).status).toBe(304);
  const head = await cache.answer(ask({}, 'HEAD'), '/', page());
  expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([200, '', '6']);
});

test('how long others may keep a copy ends with ours, and with the first bulletin on it', async () => {
  const { cache, page, wait, setNextChange, now } = openCache();
  const rule = async () => (await cache.answer(ask(), '/', page())).headers.get('cache-control');
  expect(await rule()).toBe('public, max-age=2, stale-if-error=60');
  wait(PAGE_TTL_MS - 900);
  expect(await rule()).toBe('public, max-age=0, stale-if-error=60');
  cache.drop();
  setNextChange(now() + 10_000);
  expect(await rule()).toMatch(/^public, max-age=2, stale-if-error=[567]$/);
  cache.drop();
  setNextChange(now() + 1500);
  expect(await rule()).toBe('public, max-age=0');
});

test.each(Array.from({ length: 40 }, (_, i) => i * 137))(
  '%i ms on, no copy outlives us or a bulletin, with or without us answering',
  (offset) => {
    const now = 1_000_000 + offset;
    for (const untilChange of [1, 500, 999, 1000, 3500, 30_000, 70_000])
      for (const untilStale of [1, 999, 2000, 4000]) {
        const held = {
          goodUntil: now + Math.min(untilStale, untilChange),
          changesAt: now + untilChange,
          isConfirmed: true,
        };
        const rule = freshnessRule(held, now);
        const maxAge = Number(/max-age=(\d+)/.exec(rule)?.[1]);
        const stale = Number(/stale-if-error=(\d+)/.exec(rule)?.[1] ?? 0);
        expect(now + maxAge * 1000).toBeLessThanOrEqual(held.goodUntil + (maxAge === 0 ? now : 0));
        expect((maxAge + stale) * 1000).toBeLessThanOrEqual(untilChange);
      }
  },
);

test('while the database is away nobody else keeps a copy', async () => {
  const { cache, page, setConfirmed } = openCache();
  setConfirmed(false);
  expect((await cache.answer(ask(), '/', page())).headers.get('cache-control')).toBe('no-cache');
});

test('what its maker forbids to keep, and pictures, are not kept', async () => {
  const { cache, text, page } = openCache();
  for (const headers of [
    { 'cache-control': 'no-store' },
    { 'cache-control': 'private' },
    { 'content-type': 'image/png' },
  ] as Record<string, string>[]) {
    const answer = await cache.answer(ask(), '/x', () => Promise.resolve(new Response('once', { headers })));
    expect([headers, await answer.text()]).toEqual([headers, 'once']);
    expect(cache.held('/x')).toBeNull();
  }
  expect((await cache.answer(ask(), '/x', page())).headers.get('x-content-type-options')).toBe('nosniff');
  expect(await text('/x')).toBe('page 1');
});
