import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';

const { url: origin } = inject('site');
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());
afterEach(() => context?.close());

/** Opens /subscribe/ on a device that `is` as described, before any script of the page. */
async function visit(is = '', options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  context = await browser.newContext(options);
  const page = await context.newPage();
  await page.addInitScript(is);
  await page.goto(`${origin}/subscribe/`);
  return page;
}

/** The sentences a person sees about the state of things. */
const told = (page: Page): Promise<string> =>
  page
    .locator('push-subscribe [data-when]:visible')
    .evaluateAll((all) => all.map((one) => one.textContent).join(' '));

async function choose(page: Page, place: string): Promise<void> {
  await page.locator('summary', { hasText: place }).first().click();
  await page.getByLabel(`整个${place}`).check();
}

/** The bundled browser refuses all notifications; these devices answer as real ones do. */
const GRANTED = `Object.defineProperty(Notification, 'permission', { value: 'default' });
  Notification.requestPermission = async () => 'granted';`;
const SILENT = `${GRANTED} PushManager.prototype.subscribe = () => new Promise(() => {});`;
const BROKEN = `${GRANTED} PushManager.prototype.subscribe = async () => { throw new DOMException('x', 'AbortError'); };`;
const elsewhere = (endpoint: string): string => `${GRANTED} PushManager.prototype.subscribe = async () => ({
    endpoint: '${endpoint}', options: {}, unsubscribe: async () => true,
    toJSON: () => ({ endpoint: '${endpoint}', keys: { p256dh: 'BAAA', auth: 'AAAA' } }) });`;

describe('whoever cannot be pushed to hears why, and what works instead', () => {
  test('without scripts the page offers its other ways, and no dead form', async () => {
    const page = await visit('', { javaScriptEnabled: false });
    expect(await page.locator('push-subscribe').innerText()).toContain('没有开启');
    expect(await page.locator('form:visible').count()).toBe(0);
    for (const href of ['/place/', '/alerts/', '/alerts/feed.atom'])
      expect(await page.locator(`main a[href="${href}"]`).count()).toBe(1);
  });

  test.each([
    ['a browser without push', 'delete window.PushManager;', {}, '不支持推送'],
    [
      'an iPhone whose site is not on the home screen',
      'delete window.PushManager;',
      { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1' },
      '添加到主屏幕',
    ],
    ['a device that has refused before', '', {}, '不允许本站发通知'],
  ])('%s', async (_who, device, options, words) => {
    expect(await told(await visit(device, options))).toContain(words);
  });

  test('a push service that never answers is given up after fifteen seconds', async () => {
    const page = await visit(SILENT);
    await choose(page, '裕民县');
    await page.clock.install();
    await page.getByRole('button', { name: '订阅预警' }).click();
    await expect.poll(() => told(page)).toContain('正在订阅');
    expect(await page.getByRole('button', { name: '订阅预警' }).isDisabled()).toBe(true);
    // The wait begins once the worker and the key are there; time is moved until it is over.
    await expect
      .poll(async () => {
        await page.clock.runFor(15_000);
        return told(page);
      })
      .toContain('推送服务没有回应');
    expect(await page.getByRole('button', { name: '订阅预警' }).isEnabled()).toBe(true);
  });

  test('a push service that fails is told apart', async () => {
    const page = await visit(BROKEN);
    await choose(page, '裕民县');
    await page.getByRole('button', { name: '订阅预警' }).click();
    await expect.poll(() => told(page)).toContain('没有成功');
  });

  test('what the server refuses is said in its own words', async () => {
    const page = await visit(elsewhere('https://127.0.0.1/push'));
    await choose(page, '裕民县');
    await page.getByRole('button', { name: '订阅预警' }).click();
    await expect.poll(() => told(page)).toContain('不属于已知的推送服务');
  });
});

describe('the form', () => {
  test('asks for a region before anything else', async () => {
    const page = await visit(GRANTED);
    await page.getByRole('button', { name: '订阅预警' }).click();
    expect(await told(page)).toContain('还没有选地区');
  });

  test('starts with the place chosen before', async () => {
    const page = await visit(
      `${GRANTED} localStorage.setItem('anlan.place', '{"adcode":"654225","name":"裕民县"}');`,
    );
    expect(await page.getByLabel('整个裕民县').isChecked()).toBe(true);
    expect(await page.getByLabel('整个裕民县').isVisible()).toBe(true);
  });
});
