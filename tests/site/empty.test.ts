import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenLinks, crawl } from '../support/http-crawl.ts';
import type { Crawl } from '../support/http-crawl.ts';
import { startServer } from '../support/server.ts';
import type { RunningServer } from '../support/server.ts';

// A new portal: no bulletin, no shelter. Its pages are seen far more often than those of a bad day.
let server: RunningServer;
let found: Crawl;
beforeAll(async () => {
  server = await startServer();
  found = await crawl(server.url);
});
afterAll(() => server?.stop());

test('a portal without bulletins and shelters has no broken link and no page that fails', () => {
  expect(brokenLinks(found)).toEqual([]);
});

test('it says calmly that nothing is in force, and shows no demonstration data', () => {
  expect(found.answers.get('/')?.text).toMatch(/没有生效|暂无|目前没有/);
  // The documents of the interface explain the mark to programmers; every other page would be showing it.
  const shown = [...found.answers.values()].filter(({ url }) => !new URL(url).pathname.startsWith('/api/'));
  for (const { url, text } of shown) expect(text, url).not.toContain('演示数据');
});

test('the server stops with exit code 0 when it is asked to', async () => {
  const other = await startServer();
  expect(await other.stop()).toBe(0);
});
