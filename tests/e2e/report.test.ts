import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { notPhotos, MARKERS, tracedJpeg } from '../functions/http/photo-fixtures.ts';
import { axeViolations } from '../support/axe.ts';
import { launchBundledChromium } from '../support/chromium.ts';

const origin = inject('site').url;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser.close());

/** A small phone of its own: nothing is left from another test. */
async function phone(
  options: { javaScriptEnabled?: boolean } = {},
): Promise<{ page: Page; context: BrowserContext }> {
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

async function openForm(page: Page): Promise<void> {
  await page.goto(`${origin}/report/`);
  await page.locator('form.report').waitFor();
}

async function fillWhat(page: Page, text = '后厨的煤气罐漏气'): Promise<void> {
  await page.getByLabel('哪一类').selectOption('gas');
  await page.getByLabel('发现了什么').fill(text);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** Where the bar of emergency numbers lies below everything: elsewhere it may half cover a button, as it scrolls. */
const toTheEnd = (page: Page) => page.evaluate('scrollTo(0, document.body.scrollHeight)');
const draftOf = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === 'anlan-report'));

describe('reporting on a phone', () => {
  test('a report with a photo is filed in five steps, and its receipt opens the status page', async () => {
    const { page } = await phone();
    // What leaves the device, read before the network: the browser must have left every trace behind by itself.
    await page.addInitScript(`const send = fetch;
      globalThis.fetch = async (address, options) => {
        if (options?.body instanceof FormData)
          globalThis.sent = [...new Uint8Array(await new Response(options.body).arrayBuffer())];
        return send(address, options);
      };`);
    await openForm(page);
    await press(page, '下一步');
    await expect
      .poll(() => page.getByRole('alert').allTextContents())
      .toContain('请选一个类别，拿不准就选“其他”。');
    await fillWhat(page);
    await press(page, '下一步');
    await page.getByLabel('具体在哪里').fill('东街 12 号');
    await press(page, '下一步');
    await page.getByLabel('加照片').setInputFiles([
      { name: '张三拍的.jpg', mimeType: 'image/jpeg', buffer: await tracedJpeg() },
      { name: '图.jpg', mimeType: 'image/jpeg', buffer: notPhotos.svg },
    ]);
    await page.getByAltText('第 1 张照片').waitFor();
    await press(page, '下一步');
    await press(page, '下一步');
    await toTheEnd(page);
    expect(await axeViolations(page)).toEqual([]);
    await press(page, '提交');
    const receipt = await page.getByLabel('查询码', { exact: true }).textContent();
    expect(receipt).toMatch(/^(\w{4}-){4}\w$/);
    await toTheEnd(page);
    expect(await axeViolations(page)).toEqual([]);
    expect(page.url()).toBe(`${origin}/report/`);
    expect(await draftOf(page)).toBe(false);
    const sent = Buffer.from(await page.evaluate<number[]>('globalThis.sent'));
    expect(sent.includes('后厨的煤气罐漏气') && sent.includes('JFIF')).toBe(true);
    for (const secret of [...MARKERS, 'Exif', '张三拍的']) expect(sent.includes(secret), secret).toBe(false);

    await page.goto(`${origin}/report/status/`);
    await page.getByLabel('查询码').fill((receipt ?? '').toLowerCase().replaceAll('-', ' '));
    await press(page, '查进度');
    await page.getByRole('heading', { name: '现在：已收到' }).waitFor();
    expect(page.url()).toBe(`${origin}/report/status/`);
    expect(await page.content()).not.toContain(receipt);
  });

  test('an unsent report survives closing the page, and is sent when the network is back', async () => {
    const { page, context } = await phone();
    await openForm(page);
    await fillWhat(page, '断网时写的');
    await page.getByText('已存在这台设备上').waitFor();
    await openForm(page);
    await page.getByText('找回了上次没有提交的内容').waitFor();
    expect(await page.getByLabel('发现了什么').inputValue()).toBe('断网时写的');
    for (let step = 0; step < 4; step += 1) await press(page, '下一步');
    await context.setOffline(true);
    await press(page, '提交');
    await page.getByText('没有连上').waitFor();
    await context.setOffline(false);
    await press(page, '提交');
    await page.getByLabel('查询码', { exact: true }).waitFor();
  });

  test('a report whose answer was lost is filed once and keeps its receipt', async () => {
    const { page } = await phone();
    const receipts: (string | undefined)[] = [];
    const statuses: number[] = [];
    await page.route('**/api/tip-offs', async (route) => {
      receipts.push(/name="receipt"\s+(\S+)/.exec(route.request().postData() ?? '')?.[1]);
      const answer = await route.fetch();
      statuses.push(answer.status());
      if (receipts.length === 1) await route.abort('connectionreset');
      else await route.fulfill({ response: answer });
    });
    await openForm(page);
    await fillWhat(page);
    for (let step = 0; step < 4; step += 1) await press(page, '下一步');
    await press(page, '提交');
    await page.getByText('没有连上').waitFor();
    await press(page, '提交');
    expect(await page.getByLabel('查询码', { exact: true }).textContent()).toBe(receipts[0]);
    expect(receipts[1]).toBe(receipts[0]);
    expect(statuses).toEqual([201, 200]);
  });

  test('紧急清除 wipes the draft and leaves, and going back shows an empty form', async () => {
    const { page } = await phone();
    await openForm(page);
    await fillWhat(page);
    await page.getByText('已存在这台设备上').waitFor();
    await press(page, '紧急清除');
    await page.waitForURL(`${origin}/`);
    expect(await draftOf(page)).toBe(false);
    await openForm(page);
    expect(await page.getByLabel('发现了什么').inputValue()).toBe('');
  });

  test('nothing of a report or its status is in any cache of the service worker', async () => {
    const { page } = await phone();
    await openForm(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.goto(`${origin}/report/status/`);
    const cached = await page.evaluate(async () => {
      const all = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      );
      return all.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(cached.filter((path) => /^\/(report\/(status|sent)|api\/tip-offs)/.test(path))).toEqual([]);
  });
});

describe('reporting without script', () => {
  test('a refused photo gives the form back with every word, and then the receipt is shown once', async () => {
    const { page } = await phone({ javaScriptEnabled: false });
    await page.goto(`${origin}/report/`);
    await page.getByLabel('哪一类').selectOption('fire-exit');
    await page.getByLabel('发现了什么').fill('楼道堵了');
    await page
      .getByLabel(/^照片/)
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: notPhotos.svg });
    await press(page, '提交');
    await page.getByRole('heading', { name: '还没有提交' }).waitFor();
    expect(await page.getByLabel('发现了什么').inputValue()).toBe('楼道堵了');
    expect(await page.getByLabel('哪一类').inputValue()).toBe('fire-exit');
    const [response] = await Promise.all([page.waitForResponse('**/report/sent/'), press(page, '提交')]);
    expect(response.headers()['cache-control']).toBe('no-store');
    const receipt = (await page.getByLabel('查询码', { exact: true }).textContent()) ?? '';
    await page.goto(`${origin}/report/status/`);
    await page.getByLabel('查询码').fill(receipt);
    await press(page, '查进度');
    await page.getByText('24 小时内核查').waitFor();
  });

  test('wrong, malformed and empty receipts are answered with the same bytes', async () => {
    const ask = async (receipt: string): Promise<[number, string | null, string]> => {
      const response = await fetch(`${origin}/report/status/`, {
        method: 'POST',
        body: new URLSearchParams({ receipt }),
      });
      return [response.status, response.headers.get('cache-control'), await response.text()];
    };
    const first = await ask('7ZQK-0M3V-XW2A-9HPC-4');
    expect(first.slice(0, 2)).toEqual([404, 'no-store']);
    for (const typed of ['', 'AAAA', '0000-0000-0000-0000-0', '<script>', '\ud800'])
      expect(await ask(typed)).toEqual(first);
  });

  test('a receipt in the address is not looked at', async () => {
    const plain = await (await fetch(`${origin}/report/status/`)).text();
    expect(await (await fetch(`${origin}/report/status/?receipt=7ZQK-0M3V-XW2A-9HPC-4`)).text()).toBe(plain);
  });
});
