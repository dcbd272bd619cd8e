import { beforeAll, expect, inject, test } from 'vitest';
import { brokenLinks, crawl, linksOf, onePerShape, pagesOf } from '../support/http-crawl.ts';
import type { Crawl } from '../support/http-crawl.ts';

const { url: origin } = inject('site');
let found: Crawl;
beforeAll(async () => {
  found = await crawl(origin);
});

test('every internal link, image, style sheet and script of the site is there', () => {
  expect(brokenLinks(found)).toEqual([]);
});

test('every link into a page hits an element that is there', () => {
  const missing = found.links.filter(({ to, fragment }) => {
    const page = found.answers.get(to);
    if (!page || fragment === '' || fragment.startsWith(':~:') || page.headers.location) return false;
    return !page.text.includes(`id="${fragment}"`);
  });
  expect(missing.map(({ from, to, fragment }) => `${from} → ${to}#${fragment}`)).toEqual([]);
});

test.each([
  '/',
  '/alerts/',
  '/guides/',
  '/shelters/',
  '/kit/',
  '/subscribe/',
  '/report/',
  '/report/status/',
  '/search/',
  '/about/',
])('%s is reached by links from the home page', (path) => {
  expect(pagesOf(found).map(({ url }) => new URL(url).pathname)).toContain(path);
});

test('links lead to addresses as they are, not to redirections', () => {
  const moved = found.links.filter(({ to }) => found.answers.get(to)?.headers.location);
  expect(moved.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('the crawler sees links in attributes of any order and in style sheets', () => {
  const html = `<a class="x" href="/a/?b=1&amp;c=2#d">t</a><img alt="" src='/i.png'><a href="https://example.org/">`;
  expect(linksOf('/p/', origin, html).map(({ to, fragment }) => to + fragment)).toEqual([
    '/a/?b=1&c=2d',
    '/i.png',
  ]);
  expect(linksOf('/s.css', origin, 'a{background:url("x.svg")}', true)).toHaveLength(1);
});

test('pages that differ in words only are of one shape', () => {
  const page = (text: string) => ({ url: '', status: 200, headers: {}, bodyBytes: 0, wireBytes: 0, text });
  const [short, long, twice, other] = ['<p>a', '<p>long', '<p>a<p>b', '<p class="x">a'].map(page);
  expect(onePerShape([short!, long!, other!])).toEqual([short, long, other]);
  expect(onePerShape([twice!, short!])).toEqual([twice]);
});
