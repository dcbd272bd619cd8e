import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenLinks, crawl, pagesOf } from '../support/http-crawl.ts';
import type { Crawl } from '../support/http-crawl.ts';
import { startServer } from '../support/server.ts';
import type { RunningServer } from '../support/server.ts';

let server: RunningServer;
let found: Crawl;
beforeAll(async () => {
  server = await startServer({ isDemonstration: true });
  found = await crawl(server.url);
});
afterAll(() => server?.stop());

test('every page of the demonstration says that its data are made up', () => {
  const pages = pagesOf(found);
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter(({ text }) => !text.includes('演示数据')).map(({ url }) => url)).toEqual([]);
});

test('the demonstration shows bulletins and shelters', () => {
  const paths = pagesOf(found).map(({ url }) => new URL(url).pathname);
  expect(paths.filter((path) => /^\/alerts\/[^/]+\/$/.test(path))).not.toEqual([]);
  expect(found.answers.get('/shelters/')?.text).toContain('避难场所');
});

test('no link of the demonstration is broken', () => {
  expect(brokenLinks(found)).toEqual([]);
});
