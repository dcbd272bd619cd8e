import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';
import { openWith } from './in-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
}, 60_000);
afterAll(() => browser?.close());

async function linkWith(stored: string): Promise<string> {
  const page = await openWith(
    browser,
    'kit-missing.ts',
    '<a href="/kit/" data-kit-missing>备应急包</a>',
    '2026-11-22T02:00:00.000Z',
  );
  await page.evaluate(`localStorage.setItem('anlan.kit', ${JSON.stringify(stored)})`);
  await page.evaluate('tested.showKitMissing(document)');
  return page.locator('a').innerText();
}

test('a warning says how many things this home still lacks, once somebody began to tick', async () => {
  expect(await linkWith('{"ready":["water"],"missing":3}')).toBe('我家还缺 3 样');
  expect(await linkWith('{"ready":["water"],"missing":0}')).toBe('应急包已备齐');
});

test('a list never begun, or a spoiled one, changes nothing', async () => {
  expect(await linkWith('{"ready":[],"missing":23}')).toBe('备应急包');
  expect(await linkWith('{"ready":["water"],"missing":"3"}')).toBe('备应急包');
  expect(await linkWith('not json')).toBe('备应急包');
});
