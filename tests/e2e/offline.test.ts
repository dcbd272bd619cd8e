import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { serverAt } from '../support/server.ts';

const server = serverAt(inject('site'));
const cached = `(async () => {
  const names = await caches.keys();
  const lists = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((r) => new URL(r.url).pathname)));
  return lists.flat();
})()`;

describe('a phone that loses its network', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBundledChromium();
    context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    page = await context.newPage();
    await page.goto(`${server.url}/`);
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
    // A second visit is the first one that the worker answers.
    await page.reload();
    await ingest(server, capMessage({ hazard: '沙尘暴', eventCode: '11B07', level: '黄' }).xml);
    // What the worker fetched for later a moment ago may be shown again for two seconds.
    do await page.goto(`${server.url}/alerts/`);
    while (!(await page.locator('body').innerText()).includes('沙尘暴'));
    await page.goto(`${server.url}/report/status/`);
    await page.goto(`${server.url}/`);
  });
  afterAll(() => browser?.close());

  test('still reads every guide, also those it never opened', async () => {
    const guides = await page.evaluate<string[]>(`fetch('/guides/').then((r) => r.text())
      .then((html) => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('a[href^="/guides/"]')].map((a) => a.pathname))`);
    const slugs = [...new Set(guides)].filter((path) => path !== '/guides/');
    expect(slugs.length).toBeGreaterThanOrEqual(12);
    await context.setOffline(true);
    for (const path of slugs) {
      await page.goto(server.url + path);
      expect((await page.locator('h1').innerText()).length, path).toBeGreaterThan(1);
    }
    await context.setOffline(false);
  });

  test('sees the last bulletins with the age of the copy', async () => {
    await context.setOffline(true);
    await page.goto(`${server.url}/alerts/`);
    expect(await page.locator('body').innerText()).toContain('沙尘暴');
    expect(await page.locator('body').innerText()).toMatch(/保存|离线|没有网络/);
    await context.setOffline(false);
  });

  test('keeps no private page and nothing that the server said not to keep', async () => {
    const kept = await page.evaluate<string[]>(cached);
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.filter((path) => /^\/(report\/status|staff|api)\//.test(path))).toEqual([]);
  });

  test('never takes a page of warnings from the precache', async () => {
    const precached = await page.evaluate<
      string[]
    >(`caches.keys().then((names) => Promise.all(names.filter((n) => n.includes('precache'))
      .map(async (n) => (await (await caches.open(n)).keys()).map((r) => new URL(r.url).pathname)))).then((all) => all.flat())`);
    expect(precached.length).toBeGreaterThan(5);
    expect(precached.filter((path) => /^\/($|index|alerts|now)/.test(path))).toEqual([]);
  });
});
