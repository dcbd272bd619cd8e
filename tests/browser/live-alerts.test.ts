import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';
import { until } from '../support/until.ts';
import { openLiveSite, type LiveSite } from './live-site.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
}, 60_000);
afterAll(() => browser?.close());

let site: LiveSite;
let context: BrowserContext;
beforeEach(async () => {
  site = await openLiveSite();
  onTestFinished(site.close);
  context = await browser.newContext();
  onTestFinished(() => context.close());
  // A headless page is always in sight; the test says when it is not.
  await context.addInitScript(() => {
    let isHidden = false;
    Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
    Object.assign(window, {
      show: (isShown: boolean) => {
        isHidden = !isShown;
        document.dispatchEvent(new Event('visibilitychange'));
      },
    });
  });
});

const pause = (): Promise<void> => new Promise(setImmediate);
const when = (isSo: () => boolean | Promise<boolean>): Promise<boolean> =>
  until(async () => {
    await pause();
    return isSo();
  });
async function openPage(path = '/', place?: string): Promise<Page> {
  const page = await context.newPage();
  if (place !== undefined)
    await page.addInitScript(
      (adcode) => localStorage.setItem('anlan.place', JSON.stringify({ adcode, name: 'x' })),
      place,
    );
  await page.goto(site.origin + path);
  await page.waitForFunction(() => document.documentElement.dataset['live'] === 'on');
  return page;
}
const show = (page: Page, isShown: boolean): Promise<void> =>
  page.evaluate((shown) => (window as unknown as { show(s: boolean): void }).show(shown), isShown);

const red = { id: 'n1', revision: 1, state: 'in-force', level: 'red', regions: ['654225'] };

test('the pages of one browser share one stream, and all of them hear what comes', async () => {
  const pages = [await openPage(), await openPage(), await openPage()];
  await when(() => site.streams() === 1);
  site.tell('alerts', { key: 'k1', changes: [red] });
  for (const page of pages) await page.waitForFunction(() => document.querySelector('article')?.textContent !== '0');
  expect([site.streams(), site.refetches.length]).toEqual([1, 3]);
}); // prettier-ignore

test('with no page in sight nothing is open, and the one that comes back into sight opens it again', async () => {
  const [one, two] = [await openPage(), await openPage()];
  await when(() => site.streams() === 1);
  await show(one, false);
  await when(() => site.streams() === 1);
  await show(two, false);
  await when(() => site.streams() === 0);
  await show(one, true);
  await when(() => site.streams() === 1);
});

test('when the page that holds the stream goes, another takes it over', async () => {
  const [one, two] = [await openPage(), await openPage()];
  await when(() => site.streams() === 1);
  await one.close();
  await when(() => site.streams() === 1);
  site.tell('alerts', { key: 'k1', changes: [red] });
  await two.waitForFunction(() => document.querySelector('article')?.textContent !== '0');
});

test('a page that was out of sight while something changed asks when it is seen again', async () => {
  const [one, two] = [await openPage(), await openPage()];
  await when(() => site.streams() === 1);
  await show(two, false);
  await when(() => site.streams() === 1);
  site.tell('alerts', { key: 'k1', changes: [red] });
  await one.waitForFunction(() => document.querySelector('article')?.textContent === '1');
  expect(site.refetches).toHaveLength(1);
  await show(two, true);
  await two.waitForFunction(() => document.querySelector('article')?.textContent !== '0');
});

test('a page about another place asks for nothing until its reader looks elsewhere', async () => {
  const page = await openPage('/', '654202');
  await when(() => site.streams() === 1);
  site.tell('alerts', { key: 'k1', changes: [red] });
  site.tell('alerts', { key: 'k2', changes: [{ ...red, id: 'n2', regions: ['654202'] }] });
  await page.waitForFunction(() => document.querySelector('article')?.textContent === '1');
  expect(site.refetches).toHaveLength(1);
  site.tell('alerts', { key: 'k3', changes: [{ ...red, id: 'n3' }] });
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<a data-forget-place href="#">各地</a>'));
  await when(async () => {
    await page.click('[data-forget-place]');
    return site.refetches.length === 2;
  });
}); // prettier-ignore

test('where no stream is to be had, the small summary is asked for now and then', async () => {
  const page = await openPage();
  await page.clock.install();
  const mark = (id: string) => ({ id, revision: 1, state: 'in-force', level: 'red', parts: 1, regions: ['654225'] });
  site.summary({ key: 'k1', changedAt: '2020-01-01T00:00:00.000Z', keptSince: null, alerts: [mark('a1')] });
  site.refuse();
  await page.reload();
  await when(async () => {
    await page.clock.runFor(1000);
    return site.polls() > 0;
  });
  expect(site.refetches).toHaveLength(0);
  site.summary({ key: 'k2', changedAt: '2020-01-01T00:00:00.000Z', keptSince: null, alerts: [mark('a1'), mark('b1')] });
  await when(async () => {
    await page.clock.runFor(1000);
    return site.refetches.length === 1;
  });
  expect(site.polls()).toBeLessThan(4);
}); // prettier-ignore

test('a page that shows an outage says so no longer when the database is back', async () => {
  const page = await openPage();
  await page.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<p data-outage>数据库连接中断</p>'));
  site.tell('alerts', { key: 'k0', changes: [] });
  await page.waitForFunction(() => document.querySelector('[data-outage]') === null);
}); // prettier-ignore
