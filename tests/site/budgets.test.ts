import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';
import { crawl, pagesOf } from '../support/http-crawl.ts';
import { getOnWire } from '../support/http.ts';
import { seededCount, seededRegion } from '../support/server-alerts.ts';
import { describeWeight, weigh } from './weight.ts';

const KB = 1024;
const { url: origin } = inject('site');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());

/** Loads a page as a person does, down to its end, and lists what it asked for. */
async function requestsOf(path: string): Promise<{ url: string; type: string }[]> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const asked: { url: string; type: string }[] = [];
  page.on('request', (request) => asked.push({ url: request.url(), type: request.resourceType() }));
  const answer = await page.goto(origin + path, { waitUntil: 'load' });
  expect(answer?.status(), path).toBe(200);
  await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
  // An open page listens for changes for ever (SSE), so the network never falls idle: wait for the islands instead.
  await page.waitForFunction('document.querySelector("astro-island[ssr]") === null');
  await context.close();
  return asked;
}

async function bytesOf(urls: readonly string[]): Promise<number> {
  const answers = await Promise.all([...new Set(urls)].map((url) => getOnWire(url)));
  return answers.reduce((total, { wireBytes }) => total + wireBytes, 0);
}

test(`/now/<adcode>/ with ${seededCount} bulletins is at most 14 KB in all, headers included`, async () => {
  const { text } = await getOnWire(`${origin}/now/${seededRegion}/`);
  expect(text.match(/href="\/alerts\/[^"]+\/"/g)?.length ?? 0).toBeGreaterThanOrEqual(seededCount);
  const asked = await requestsOf(`/now/${seededRegion}/`);
  expect(await bytesOf(asked.map(({ url }) => url))).toBeLessThanOrEqual(14 * KB);
});

test('/now/<adcode>/ asks for no script, no font and no image', async () => {
  const asked = await requestsOf(`/now/${seededRegion}/`);
  expect(asked.filter(({ type }) => !['document', 'stylesheet'].includes(type))).toEqual([]);
  expect((await getOnWire(`${origin}/now/${seededRegion}/`)).text).not.toMatch(/<script\b/);
});

test('/now/<adcode>/ carries the instruction of every red bulletin whole', async () => {
  const { text } = await getOnWire(`${origin}/now/${seededRegion}/`);
  expect(text.split('接到转移通知马上走，不回去拿东西。').length - 1).toBeGreaterThanOrEqual(3);
});

/** Tables for programmers and for reckoning are longer than what a frightened person reads on a bad line. */
const ROOM_KB: Record<string, number> = { '/': 30, '/api/': 30, '/report/rewards/': 30 };

test('every other page is at most 24 KB of HTML, CSS and JS before any island, the home page and tables 30 KB', async () => {
  const pages = pagesOf(await crawl(origin)).map(({ url }) => new URL(url).pathname);
  const weights = await Promise.all([...new Set(pages)].map((path) => weigh(origin, path)));
  const heaviest = weights
    .toSorted((a, b) => b.total - a.total)
    .slice(0, 3)
    .map(describeWeight);
  console.log(`heaviest pages:\n  ${heaviest.join('\n  ')}`);
  const over = weights.filter(({ path, total }) => total > (ROOM_KB[path] ?? 24) * KB);
  expect(over.map(describeWeight)).toEqual([]);
});

test('/report/ is at most 150 KB in all, its island included', async () => {
  const asked = await requestsOf('/report/');
  const own = asked.filter(({ url, type }) => url.startsWith(origin) && type !== 'eventsource');
  expect(await bytesOf(own.map(({ url }) => url))).toBeLessThanOrEqual(150 * KB);
});

test('the JSON of a region in force is at most 1 KB a bulletin', async () => {
  const { text } = await getOnWire(`${origin}/api/alerts?region=${seededRegion}`);
  const { alerts } = JSON.parse(text) as { alerts: unknown[] };
  expect(alerts.length).toBeGreaterThanOrEqual(seededCount);
  expect(Buffer.byteLength(text) / alerts.length).toBeLessThanOrEqual(KB);
});
