import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';

let browser: Browser | null = null;

/** One browser for a file's tests; the answer closes it. */
export async function startPhones(): Promise<() => Promise<void>> {
  browser = await launchBundledChromium();
  return async () => browser?.close();
}

/** A small phone of its own: nothing is left from another test. */
export async function phone(
  options: { javaScriptEnabled?: boolean } = {},
): Promise<{ page: Page; context: BrowserContext }> {
  if (browser === null) throw new Error('startPhones() comes first');
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'zh-CN',
    ...options,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  return { page, context };
}

/** Every body that leaves by fetch or by the upload library, in order, read before the network sees it. */
export const KEEP_WHAT_IS_SENT = `globalThis.sent = [];
const keep = async (body) => globalThis.sent.push(...new Uint8Array(await new Response(body).arrayBuffer()));
const { fetch: ask } = globalThis;
globalThis.fetch = async (address, options) => {
  if (options?.body instanceof FormData) await keep(options.body);
  return ask(address, options);
};
const { send } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.send = function (body) {
  if (body) void keep(body);
  return send.call(this, body);
};`;

export async function openForm(page: Page): Promise<void> {
  await page.goto(`${inject('site').url}/report/`);
  await page.locator('form.report').waitFor();
}

export async function fillWhat(page: Page, text = '后厨的煤气罐漏气'): Promise<void> {
  await page.getByLabel('哪一类').selectOption('gas');
  await page.getByLabel('发现了什么').fill(text);
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const pressNext = async (page: Page, times: number): Promise<void> => {
  for (let step = 0; step < times; step += 1) await press(page, '下一步');
};
export const addPhoto = async (page: Page, buffer: Buffer, name = '图.jpg'): Promise<void> => {
  await page.getByLabel('加照片').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
  await page.getByAltText('第 1 张照片').waitFor();
};
export const receiptOn = (page: Page) => page.getByLabel('查询码', { exact: true });
/** Where the bar of emergency numbers lies below everything: elsewhere it may half cover a button, as it scrolls. */
export const toTheEnd = (page: Page) => page.evaluate('scrollTo(0, document.body.scrollHeight)');
export const draftOf = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === 'anlan-report'));
export const fieldIn = (body: string | null, name: string): string | undefined =>
  new RegExp(`name="${name}"\\s+(\\S+)`).exec(body ?? '')?.[1];
