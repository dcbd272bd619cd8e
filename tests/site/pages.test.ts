import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';
import { crawl, onePerShape, pagesOf } from '../support/http-crawl.ts';
import { survey } from './survey.ts';
import type { Finding, Rule } from './survey.ts';

const { url: origin } = inject('site');
let browser: Browser;
let found: Finding[];
let titles: string[];
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());

const broken = (rule: Rule): string[] =>
  found.filter((finding) => finding.rule === rule).map(({ path, detail }) => `${path}: ${detail}`);

describe('on every page', () => {
  beforeAll(async () => {
    // A query only fills in or filters; one look at the page is enough.
    const pages = pagesOf(await crawl(origin)).filter(({ url }) => !url.includes('?'));
    titles = pages.map(({ text }) => /<title>([^<]*)/.exec(text)?.[1] ?? '');
    found = await survey(
      browser,
      origin,
      onePerShape(pages).map(({ url }) => new URL(url).pathname),
    );
  }, 600_000);

  test('axe finds nothing, on a phone and a desktop, light and dark', () => {
    expect(broken('axe')).toEqual([]);
  });
  test('nothing scrolls sideways at 320 pixels, at 200 % and on a phone', () => {
    expect(broken('overflow')).toEqual([]);
  });
  test('the document says its language, title, one h1 and one main', () => {
    expect(broken('basics')).toEqual([]);
  });
  test('headings go down one level at a time', () => {
    expect(broken('headings')).toEqual([]);
  });
  test('the browser reports no error and no breach of the policy', () => {
    expect(broken('console')).toEqual([]);
  });
  test('the title is its own', () => {
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

describe('a page that breaks every rule', () => {
  const html = `<html><body><h1>一</h1><h3>三</h3><h1></h1><main style="width:900px"><img src="/x.png">
    <p style="color:#999;background:#aaa">看不清</p><a href="#">x</a><b id="a"></b><b id="a"></b></main>
    <script>throw new Error('broken')</script></body></html>`;
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(html),
  );
  afterAll(() => server.close());

  test('is found out by each of them', async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const findings = await survey(browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, [
      '/',
    ]);
    const details = (rule: Rule) =>
      findings
        .filter((finding) => finding.rule === rule)
        .map(({ detail }) => detail)
        .join('\n');
    expect(details('axe')).toContain('image-alt');
    expect(details('axe')).toContain('color-contrast');
    expect(details('basics')).toContain('no language');
    expect(details('basics')).toContain('2 h1');
    expect(details('basics')).toContain('id a twice');
    expect(details('headings')).toContain('h3 after h1');
    expect(details('overflow')).toContain('at 400 %');
    expect(details('console')).toContain('broken');
  });
});
