import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';
import { openWith } from './in-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
}, 60_000);
afterAll(() => browser?.close());

const AT = '2026-11-22T02:00:00.000Z';
const END = '2026-11-22T02:01:00.000Z';
const BODY = `<article class="bulletin level-red" data-state="in-force" data-expires-at="${END}">
  <b data-left="${END}"></b><i data-ago="${AT}"></i></article>`;

test('a bulletin turns grey by itself when its time is over, and the page is told', async () => {
  const page = await openWith(browser, 'ageing.ts', BODY, AT);
  await page.evaluate('tested.startAgeing(document, () => { window.hasEnded = true; })');
  expect(await page.locator('[data-left]').innerText()).toBe('还有1分钟');
  await page.clock.runFor(45_000);
  expect(await page.locator('article').getAttribute('class')).toBe('bulletin level-red');
  await page.clock.runFor(30_000);
  expect(await page.locator('article').getAttribute('class')).toBe('bulletin');
  expect(await page.locator('article').getAttribute('data-state')).toBe('ended');
  expect(await page.locator('[data-left]').innerText()).toBe('已过有效期');
  expect(await page.locator('[data-ago]').innerText()).toBe('1分钟前');
  expect(await page.evaluate('window.hasEnded')).toBe(true);
});

test.each(['2020-01-01T00:00:00.000Z', '2026-11-22T00:30:00.000Z', '1970-01-01T00:00:00.000Z'])(
  'a device that says it is %s ages by the time the page was made, and on from there',
  async (device) => {
    const page = await openWith(browser, 'ageing.ts', BODY, device);
    await page.evaluate(`document.documentElement.dataset.renderedAt = '${AT}'`);
    await page.evaluate('tested.startAgeing(document)');
    expect(await page.locator('[data-left]').innerText()).toBe('还有1分钟');
    await page.clock.runFor(75_000);
    expect(await page.locator('article').getAttribute('data-state')).toBe('ended');
  },
);

test.each(['2026-11-22T05:00:00.000Z', '2027-01-01T00:00:00.000Z'])(
  'a device that says it is already %s greys at first, and shows the warning again once the server has said its time',
  async (device) => {
    const page = await openWith(browser, '../../tests/browser/clocked-page.ts', BODY, device);
    await page.evaluate(`document.documentElement.dataset.renderedAt = '${AT}'`);
    await page.evaluate('tested.startAgeing(document)');
    expect(await page.locator('article').getAttribute('data-state')).toBe('ended');
    await page.evaluate(`tested.serverClock().learn('${AT}'); tested.ageOnce(document)`);
    expect(await page.locator('article').getAttribute('data-state')).toBe('in-force');
    expect(await page.locator('article').getAttribute('class')).toBe('bulletin level-red');
    expect(await page.locator('[data-left]').innerText()).toBe('还有1分钟');
    await page.clock.runFor(75_000);
    expect(await page.locator('article').getAttribute('data-state')).toBe('ended');
  },
);

test('what the server itself called ended is not revived by any clock', async () => {
  const ended = BODY.replace('in-force', 'ended').replace(' level-red', '');
  const page = await openWith(
    browser,
    '../../tests/browser/clocked-page.ts',
    ended,
    '2020-01-01T00:00:00.000Z',
  );
  await page.evaluate(`tested.serverClock().learn('${AT}'); tested.ageOnce(document)`);
  expect(await page.locator('article').getAttribute('data-state')).toBe('ended');
});

test('an offline copy goes on from the time its service worker judged', async () => {
  const page = await openWith(browser, 'ageing.ts', BODY, '2020-01-01T00:00:00.000Z');
  await page.evaluate(
    `Object.assign(document.documentElement.dataset, { renderedAt: '${AT}', judgedAt: '${END}' })`,
  );
  await page.evaluate('tested.ageOnce(document)');
  expect(await page.locator('article').getAttribute('data-state')).toBe('ended');
});

test('words that did not change are not written again: a screen reader may stand on them', async () => {
  const page = await openWith(browser, 'ageing.ts', BODY, AT);
  await page.evaluate(`tested.ageOnce(document);
    window.writes = 0;
    new MutationObserver((all) => { window.writes += all.length; }).observe(document.body, { childList: true, subtree: true, characterData: true });
    tested.ageOnce(document)`);
  expect(await page.evaluate('Promise.resolve().then(() => window.writes)')).toBe(0);
});
