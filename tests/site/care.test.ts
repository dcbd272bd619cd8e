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

const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 20_000 });
const MOTHER = { id: 'm', name: '妈妈', phone: '138 0000 0000', adcode: '654225', placeName: '裕民县' };
const UNCLE = { id: 'u', name: '二叔', phone: '0901-6520000', adcode: '2312', placeName: '整个绥化市' };

async function open(
  path: string,
  people: object[] = [],
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  context = await browser.newContext(options);
  const page = await context.newPage();
  await page.addInitScript(
    `if (!localStorage.getItem('anlan.care')) localStorage.setItem('anlan.care', ${JSON.stringify(JSON.stringify(people))});`,
  );
  await page.goto(origin + path);
  return page;
}
/** Everything the page sends to the server that is not reading. */
function sentBy(page: Page): { method: string; body: string }[] {
  const sent: { method: string; body: string }[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push({ method: request.method(), body: request.postData() ?? '' });
  });
  return sent;
}
async function anAlert(): Promise<string> {
  const answer = await fetch(`${origin}/api/alerts?region=654225`);
  const { alerts } = (await answer.json()) as { alerts: { id: string; state: string; level: string }[] };
  return alerts.find(({ state, level }) => state === 'in-force' && level === 'red')?.id ?? '';
}
async function toldCount(alertId: string): Promise<number> {
  const answer = await fetch(`${origin}/api/acknowledgements/${alertId}`);
  return ((await answer.json()) as { totals: { told: number } }).totals.told;
}

describe('the list of whom to telephone', () => {
  test('is filled in, changed and deleted on the device, and nothing of it is sent', async () => {
    const page = await open('/care/');
    const sent = sentBy(page);
    await page.getByLabel('怎么称呼').fill('妈妈');
    await page.getByLabel('电话', { exact: true }).fill('138 0000 0000');
    await page.getByLabel('住在哪个县市').selectOption({ label: '裕民县' });
    await page.getByRole('button', { name: '存到这台设备' }).click();
    await soon(() => page.locator('[data-list]').innerText()).toContain('妈妈');
    await page.reload();
    await soon(() => page.locator('[data-list]').innerText()).toContain('裕民县');
    await page.getByRole('button', { name: '修改妈妈' }).click();
    await page.getByLabel('怎么称呼').fill('阿妈');
    await page.getByRole('button', { name: '存到这台设备' }).click();
    await soon(() => page.locator('[data-list]').innerText()).toContain('阿妈');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: '删去阿妈' }).click();
    await soon(() => page.locator('[data-list] li').count()).toBe(0);
    expect(sent).toEqual([]);
  });

  test.each([
    ['no name', '', '110', '请写一个称呼'],
    ['a telephone of letters', '妈妈', 'abc', '3 到 15 位数字'],
    ['half a telephone', '妈妈', '12', '3 到 15 位数字'],
    ['a script for a telephone', '妈妈', 'javascript:110', '3 到 15 位数字'],
    ['no county', '妈妈', '110', '请选一个县市'],
  ])('%s is told beside its field, and what was typed stays', async (_what, name, phone, words) => {
    const page = await open('/care/');
    await page.getByLabel('怎么称呼').fill(name);
    await page.getByLabel('电话', { exact: true }).fill(phone);
    await page.getByRole('button', { name: '存到这台设备' }).click();
    expect(await page.locator('[data-mistake]:visible').allInnerTexts()).toContainEqual(
      expect.stringContaining(words),
    );
    expect(await page.getByLabel('电话', { exact: true }).inputValue()).toBe(phone);
    expect(await page.locator('[data-list] li').count()).toBe(0);
  });

  test('without scripts says what to do instead', async () => {
    const page = await open('/care/', [], { javaScriptEnabled: false });
    expect(await page.locator('care-book').innerText()).toContain('抄在纸上');
  });
});

describe('an alert where they live', () => {
  test('brings their numbers under the thumb; a tick adds one to the township and names nobody', async () => {
    const page = await open('/care/', [MOTHER, UNCLE]);
    const sent = sentBy(page);
    const alertId = await anAlert();
    const before = await toldCount(alertId);
    await soon(() => page.locator('.care-alert').count()).toBeGreaterThan(0);
    const block = page.locator('.care-alert', { has: page.locator(`a[href="/alerts/${alertId}/"]`) });
    expect(await block.locator('a[href^="tel:"]').getAttribute('href')).toBe('tel:13800000000');
    expect(await page.locator('care-now').innerText()).not.toContain('二叔');
    await block.getByLabel('已电话告知').check();
    await soon(() => toldCount(alertId)).toBe(before + 1);
    expect(JSON.stringify(sent)).not.toMatch(/妈妈|138/);
    await page.reload();
    await soon(() => block.getByLabel('已电话告知').isChecked()).toBe(true);
    await block.getByLabel('已电话告知').uncheck();
    await soon(() => toldCount(alertId)).toBe(before);
  });

  test('ticked without a network is counted when there is one again, once', async () => {
    const alertId = await anAlert();
    const page = await open(`/alerts/${alertId}/`, [MOTHER]);
    const before = await toldCount(alertId);
    await context.setOffline(true);
    await page.getByLabel('已电话告知').check();
    await soon(() => page.locator('alert-answers').innerText()).toContain('有网时自动补报');
    expect(await toldCount(alertId)).toBe(before);
    await context.setOffline(false);
    await page.reload();
    await soon(() => toldCount(alertId)).toBe(before + 1);
    await page.reload();
    await soon(() => page.getByLabel('已电话告知').isChecked()).toBe(true);
    expect(await toldCount(alertId)).toBe(before + 1);
  });

  test('我已安全 is said once, remembered, and promises nobody’s coming', async () => {
    const alertId = await anAlert();
    const page = await open(`/alerts/${alertId}/`, []);
    const sent = sentBy(page);
    await page.getByRole('button', { name: '我已安全' }).click();
    await soon(() => page.locator('[data-said]').innerText()).toContain('需要帮助请打电话');
    await page.getByRole('button', { name: '我已安全' }).click();
    await page.reload();
    await soon(() => page.getByRole('button', { name: '我已安全' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    expect(sent).toHaveLength(1);
    const body = JSON.parse(sent[0]?.body ?? '{}') as object;
    expect(Object.keys(body).sort()).toEqual(['adcode', 'alertId', 'kind', 'mark']);
  });

  test('is not hidden by a server that is away: what could not be asked is not calm', async () => {
    const page = await open('/care/', [UNCLE]);
    await soon(() => page.locator('[data-calm]').isVisible()).toBe(true);
    await page.route('**/api/alerts?*', (route) => route.abort());
    await page.evaluate(`document.dispatchEvent(new CustomEvent('anlan:care-people'))`);
    await soon(() => page.locator('[data-unknown]').isVisible()).toBe(true);
    expect(await page.locator('[data-calm]').isVisible()).toBe(false);
  });

  test.each([320, 360])('fits %d pixels without scrolling sideways', async (width) => {
    const page = await open('/care/', [MOTHER], { viewport: { width, height: 640 } });
    await soon(() => page.locator('.care-alert').count()).toBeGreaterThan(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });
});

test('the list opens without a network on a device that was here once', async () => {
  const page = await open('/', [MOTHER]);
  await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
  await soon(() =>
    page.evaluate(`caches.match('/care/', { ignoreSearch: true }).then((found) => found !== undefined)`),
  ).toBe(true);
  await context.setOffline(true);
  await page.goto(`${origin}/care/`);
  await soon(() => page.locator('[data-list]').innerText()).toContain('妈妈');
  await soon(() => page.locator('[data-unknown]').isVisible()).toBe(true);
});
