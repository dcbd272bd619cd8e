import { readFile } from 'node:fs/promises';
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
const LIST =
  '姓名,电话,备注\n买买提,13800000001,一组 独居\n李四,0901-6520001,二组\n王五,,三组\n,13,没有姓名\n';
const alert = (minutesAgo: number) => ({
  id: 'a1b2c3',
  state: 'in-force',
  level: 'red',
  headline: '测试用：山洪红色预警',
  sent: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
});

/** An officer's phone. The server's staff side answers as these tests say; who may do what there is tested elsewhere. */
class Phone {
  page!: Page;
  reports: { total: number; done: number; device: string }[] = [];
  isOnline = true;
  isSignedIn = true;
  minutesAgo = 5;

  async open(viewport = { width: 360, height: 640 }): Promise<this> {
    context = await browser.newContext({ viewport, serviceWorkers: 'block', acceptDownloads: true });
    this.page = await context.newPage();
    this.page.on('dialog', (dialog) => void dialog.accept());
    const answer = (json: object) => (this.isSignedIn ? { json } : { status: 401, json: {} });
    await this.page.route('**/api/**', (route) => {
      const { pathname } = new URL(route.request().url());
      if (!this.isOnline) return route.abort();
      if (pathname === '/api/alerts') return route.fulfill({ json: { alerts: [alert(this.minutesAgo)] } });
      if (pathname === '/api/staff/calls')
        return route.fulfill(
          answer({
            places: [{ adcode: '654225100', name: '哈拉布拉镇' }],
            isOfficer: true,
            minutes: { red: 10, orange: 20, yellow: 60, blue: null, none: 20 },
          }),
        );
      if (pathname === '/api/staff/calls/report' && this.isSignedIn)
        this.reports.push(route.request().postDataJSON() as Phone['reports'][number]);
      return route.fulfill(answer({}));
    });
    await this.page.goto(`${origin}/care/calls/`);
    return this;
  }

  async begin(): Promise<this> {
    await this.page.getByRole('button', { name: '在这台设备上建名单' }).click();
    await this.page.getByText('导入、导出、口令、提醒').click();
    await this.import('名单.csv', LIST);
    await soon(() => this.page.locator('.call-line').count()).toBeGreaterThanOrEqual(3);
    return this;
  }

  import(name: string, body: string | Buffer): Promise<void> {
    return this.page.setInputFiles('#call-file', { name, mimeType: 'text/csv', buffer: Buffer.from(body) });
  }

  tick(name: string): Promise<void> {
    return this.page.locator('.call-alert').getByRole('checkbox', { name }).check();
  }
}
const phone = async (change: Partial<Phone> = {}): Promise<Phone> =>
  (await Object.assign(new Phone(), change).open()).begin();

describe('an officer’s list', () => {
  test('is read from a village’s file, and says which lines it left out', async () => {
    const { page, reports } = await phone();
    expect(await page.locator('.call-alert').innerText()).toContain('0 / 3');
    expect(await page.locator('main').innerText()).toContain('第 5 行没有姓名');
    expect(await page.locator('.call-alert a[href="tel:13800000001"]').count()).toBe(1);
    expect(await page.locator('.call-alert').innerText()).toContain('没有电话，上门');
    expect(reports).toEqual([]);
  });

  test('written by Excel in GBK reads the same', async () => {
    const one = await phone();
    // 姓名,电话 / 赵六,110 in GBK: a file of the kind that lies on most desks.
    const gbk = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0, 0x0a, 0xd5, 0xd4, 0xc1, 0xf9, 0x2c, 0x31, 0x31, 0x30, 0x0a]); // prettier-ignore
    await one.import('gbk.csv', gbk);
    await soon(() => one.page.locator('.call-alert').innerText()).toContain('赵六');
  });

  test('taken in twice adds nobody twice; what is no list is refused', async () => {
    const one = await phone();
    await one.import('again.csv', LIST);
    await soon(() => one.page.locator('main').innerText()).toContain('加了 0 户，原来就有 3 户');
    await one.import('photo.csv', Buffer.from([0x89, 0x50, 0, 0, 0]));
    await soon(() => one.page.locator('main').innerText()).toContain('不是 CSV');
    await one.import('big.csv', 'x'.repeat(3 * 1024 * 1024));
    await soon(() => one.page.locator('main').innerText()).toContain('超过 2 MB');
    expect(await one.page.locator('.call-alert').innerText()).toContain('/ 3');
  });

  test('goes out as a file that runs nothing in a spreadsheet', async () => {
    const one = await phone();
    // Open since the list was begun: nobody has closed it.
    await one.page.locator('#household-name').fill('=cmd|calc');
    await one.page.getByRole('button', { name: '加一户' }).click();
    const download = one.page.waitForEvent('download');
    await one.page.getByRole('button', { name: '导出（不加密）' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toContain(`"'=cmd|calc"`);
    expect(text.startsWith('\uFEFF姓名,电话,备注')).toBe(true);
  });
});

describe('what is reported', () => {
  test('is how many of how many, by a number of the device, and never who', async () => {
    const one = await phone();
    await one.tick('李四');
    await soon(() => one.reports.length).toBe(1);
    expect(one.reports[0]).toMatchObject({ total: 3, done: 1 });
    expect(Object.keys(one.reports[0] ?? {}).sort()).toEqual([
      'adcode',
      'alertId',
      'at',
      'device',
      'done',
      'total',
    ]);
    expect(JSON.stringify(one.reports)).not.toMatch(/李四|0901/);
    // It stays in sight for a finger that slipped.
    await one.page.locator('.call-alert').getByRole('checkbox', { name: '李四' }).uncheck();
    await soon(() => one.reports.at(-1)?.done).toBe(0);
  });

  test('waits without a network and without a sign-in, survives a reload, and then is told once', async () => {
    const one = await phone();
    one.isOnline = false;
    await one.tick('李四');
    await one.tick('王五');
    await soon(() => one.page.locator('.call-alert').innerText()).toContain('2 / 3');
    one.isSignedIn = false;
    one.isOnline = true;
    await one.page.reload();
    await soon(() => one.page.locator('main').innerText()).toContain('登录工作台');
    await soon(() => one.page.locator('.call-alert').innerText()).toContain('2 / 3');
    expect(one.reports).toEqual([]);
    one.isSignedIn = true;
    await one.page.reload();
    await soon(() => one.reports.map(({ done }) => done)).toEqual([2]);
  });

  test('is asked for on the screen once its minutes are over', async () => {
    const early = await phone({ minutesAgo: 9 });
    expect(await early.page.getByRole('alert').count()).toBe(0);
    await context.close();
    const late = await phone({ minutesAgo: 11 });
    expect(await late.page.getByRole('alert').innerText()).toContain('已超过 10 分钟，还有 3 户没有叫应');
    for (const name of ['买买提', '李四', '王五']) await late.tick(name);
    await soon(() => late.page.getByRole('alert').count()).toBe(0);
    expect(await late.page.locator('.call-alert').innerText()).toContain('全部叫应了');
  });
});

describe('a passphrase', () => {
  test('seals the list on the device: no name lies there in the clear, and only the phrase opens it', async () => {
    const one = await phone();
    await one.tick('李四');
    await one.page.locator('#call-new-passphrase').fill('短');
    await one.page.getByRole('button', { name: '给名单加口令' }).click();
    expect(await one.page.locator('main').innerText()).toContain('口令至少 8 个字');
    await one.page.locator('#call-new-passphrase').fill('昆仑山下的白杨树');
    await one.page.getByRole('button', { name: '给名单加口令' }).click();
    await soon(() => one.page.locator('main').innerText()).toContain('加好了');
    await one.page.reload();
    await soon(() => one.page.locator('#call-passphrase').count()).toBe(1);
    const stored = await one.page.evaluate(`new Promise((resolve) => {
      const opening = indexedDB.open('anlan-calls');
      opening.onsuccess = () => {
        const asked = opening.result.transaction('book').objectStore('book').get('current');
        asked.onsuccess = () => resolve(new TextDecoder().decode(asked.result.sealed) + JSON.stringify({ ...asked.result, sealed: null }));
      };
    })`);
    expect(stored).toContain('age-encryption.org/v1');
    expect(stored).not.toMatch(/李四|13800000001/);
    await one.page.locator('#call-passphrase').fill('不是这个');
    await one.page.getByRole('button', { name: '打开名单' }).click();
    await soon(() => one.page.locator('main').innerText()).toContain('口令不对');
    await one.page.locator('#call-passphrase').fill('昆仑山下的白杨树');
    await one.page.getByRole('button', { name: '打开名单' }).click();
    await soon(() => one.page.locator('.call-alert').innerText()).toContain('1 / 3');
  });
});

test('who is no officer is told what the page is for', async () => {
  const { page } = await Object.assign(new Phone(), { isSignedIn: false }).open();
  await soon(() => page.locator('main').innerText()).toContain('先登录工作台');
  expect(await page.getByRole('button').count()).toBe(0);
});

test.each([320, 360, 1280])('fits %d pixels without scrolling sideways', async (width) => {
  const one = await (await new Phone().open({ width, height: 640 })).begin();
  await one.page.evaluate(`for (const one of document.querySelectorAll('main details')) one.open = true;`);
  expect(await one.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
});
