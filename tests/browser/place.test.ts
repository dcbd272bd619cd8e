import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';
import { openWith } from './in-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
}, 60_000);
afterAll(() => browser?.close());

const card = (id: string, adcodes: string, state = 'in-force'): string =>
  `<article data-alert-id="${id}" data-adcodes="${adcodes}" data-state="${state}"><a href="/${id}">${id}</a></article>`;
const list = (
  ...cards: string[]
): string => `<b data-place-name></b><h1 data-place-full data-otherwise="现在的预警"></h1>
  <p data-when-place="none">选</p><p data-when-place="chosen"><a data-now-link href="/place/">只看这里</a></p>
  <div data-by-place><p data-tally></p><div data-calm-all>calm all</div><div data-calm-here>calm here</div>
  ${cards.join('')}<p data-elsewhere><button>别处 <i data-elsewhere-count></i></button></p></div>`;

const AT = '2026-11-22T02:00:00.000Z';
const yumin = { adcode: '654225', name: '裕民县 · 哈拉布拉乡' };

async function pageOf(place: object | null, ...cards: string[]): Promise<Page> {
  const page = await openWith(browser, 'place.ts', list(...cards), AT);
  await page.evaluate(`localStorage.setItem('anlan.place', ${JSON.stringify(JSON.stringify(place))})`);
  await page.evaluate('tested.showPlace(document)');
  return page;
}
const visible = (page: Page): Promise<string[]> => page.locator('article:visible').allInnerTexts();

test('a chosen place shows its own bulletins, names itself and links to its lightest page', async () => {
  const page = await pageOf(
    yumin,
    card('county', '654225'),
    card('far', '231200'),
    card('town', '654225200'),
  );
  expect(await visible(page)).toEqual(['county', 'town']);
  expect(await page.locator('[data-place-name]').innerText()).toBe('哈拉布拉乡');
  expect(await page.locator('h1').innerText()).toBe('裕民县 · 哈拉布拉乡');
  expect(await page.locator('[data-now-link]').getAttribute('href')).toBe('/now/654225/');
  expect(await page.locator('[data-tally]').innerText()).toBe('您选的地方有 2 条生效的预警');
  expect(await page.locator('[data-calm-here]').isVisible()).toBe(false);
});

test('bulletins of other places wait behind a button that gives the keyboard to the first of them', async () => {
  const page = await pageOf(yumin, card('here', '654225'), card('far', '231200'));
  await page.locator('button').click();
  expect(await visible(page)).toEqual(['here', 'far']);
  expect(await page.evaluate('document.activeElement.textContent')).toBe('far');
  expect(await page.locator('button').isVisible()).toBe(false);
});

test('a place without a bulletin is calm though others are not', async () => {
  const page = await pageOf(yumin, card('far', '231200'));
  expect(await page.locator('[data-calm-here]').isVisible()).toBe(true);
  expect(await page.locator('[data-tally]').isVisible()).toBe(false);
});

test('an all-clear alone is calm; a bulletin that only this clock calls ended is not', async () => {
  const clear = await pageOf(yumin, card('clear', '654225', 'all-clear'));
  expect(await clear.locator('[data-calm-here]').isVisible()).toBe(true);
  const ended = await pageOf(yumin, card('ended', '654225', 'ended'));
  expect(await ended.locator('[data-calm-here]').isVisible()).toBe(false);
  expect(await ended.locator('[data-tally]').innerText()).toContain('刚过有效期');
});

test('without a chosen place, or with a spoiled store, every bulletin is shown', async () => {
  const page = await pageOf({ adcode: '<b>', name: 1 }, card('here', '654225'), card('far', '231200'));
  expect(await visible(page)).toEqual(['here', 'far']);
  expect(await page.locator('[data-place-name]').innerText()).toBe('选择所在地');
  expect(await page.locator('h1').innerText()).toBe('现在的预警');
  expect(await page.locator('[data-when-place="chosen"]').isVisible()).toBe(false);
});
