import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { notPhotos, MARKERS, tracedJpeg } from '../functions/http/photo-fixtures.ts';
import { axeViolations } from '../support/axe.ts';
import {
  addPhoto,
  draftOf,
  fillWhat,
  KEEP_WHAT_IS_SENT,
  openForm,
  phone,
  press,
  pressNext,
  receiptOn,
  startPhones,
  toTheEnd,
} from './report-phone.ts';

const origin = inject('site').url;
let stop = (): Promise<void> => Promise.resolve();
beforeAll(async () => {
  stop = await startPhones();
});
afterAll(() => stop());

describe('reporting on a phone', () => {
  test('a report with a photo is filed in six steps, and its receipt opens the status page', async () => {
    const { page } = await phone();
    // The browser must have left every trace behind by itself.
    await page.addInitScript(KEEP_WHAT_IS_SENT);
    await openForm(page);
    await press(page, '下一步');
    await expect
      .poll(() => page.getByRole('alert').allTextContents())
      .toContain('请选一个类别，拿不准就选“其他”。');
    await fillWhat(page);
    await press(page, '下一步');
    await page.getByLabel('具体在哪里').fill('东街 12 号');
    await page.getByText('没有门牌？').click();
    await page.getByLabel('坐标', { exact: true }).fill('82.9, 46.2');
    await press(page, '下一步');
    await page.getByText('请选坐标是从哪里看来的').waitFor();
    await page.getByLabel('坐标是从哪里看来的').selectOption('bd09');
    await press(page, '下一步');
    await page.getByLabel(/^单位、店铺/).fill('某某饭店');
    await press(page, '下一步');
    await page.getByLabel('加照片').setInputFiles([
      { name: '张三拍的.jpg', mimeType: 'image/jpeg', buffer: await tracedJpeg() },
      { name: '图.jpg', mimeType: 'image/jpeg', buffer: notPhotos.svg },
    ]);
    await page.getByText('拍摄位置 46.2, 82.966667').waitFor();
    await toTheEnd(page);
    expect(await axeViolations(page)).toEqual([]);
    await press(page, '不写');
    await press(page, '下一步');
    await page.getByLabel('领奖密码（可以不设）').fill('135790');
    await press(page, '下一步');
    expect(await page.locator('.report-summary').textContent()).toContain('82.9, 46.2（百度地图）');
    await toTheEnd(page);
    expect(await axeViolations(page)).toEqual([]);
    await page.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>('.report-turn .primary');
      for (let i = 0; i < 3; i += 1) button?.click();
    });
    const receipt = await receiptOn(page).textContent();
    expect(receipt).toMatch(/^(\w{4}-){4}\w$/);
    await toTheEnd(page);
    expect(await axeViolations(page)).toEqual([]);
    expect(page.url()).toBe(`${origin}/report/`);
    expect(await draftOf(page)).toBe(false);
    const sent = Buffer.from(await page.evaluate<number[]>('globalThis.sent'));
    expect(sent.includes('后厨的煤气罐漏气') && sent.includes('JFIF')).toBe(true);
    expect(sent.toString('latin1').split('name="receipt"').length - 1).toBe(1);
    for (const secret of [...MARKERS, 'Exif', '张三拍的', '82.966'])
      expect(sent.includes(secret), secret).toBe(false);
    expect(await page.evaluate('Object.keys(localStorage).filter((key) => /tus|report/.test(key))')).toEqual(
      [],
    );

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
    await pressNext(page, 2);
    await page.getByLabel(/^单位、店铺/).fill('某某饭店');
    await press(page, '下一步');
    await addPhoto(page, await tracedJpeg());
    await press(page, '写进去');
    await pressNext(page, 2);
    await page.getByText('46.2, 82.966667（手机定位').waitFor();
    await context.setOffline(true);
    await press(page, '提交');
    await page.getByText('没有连上').waitFor();
    await context.setOffline(false);
    await press(page, '提交');
    await receiptOn(page).waitFor();
  });

  test('紧急清除 wipes the draft and leaves, and going back shows an empty form', async () => {
    const { page } = await phone();
    await page.goto(`${origin}/guides/`);
    await openForm(page);
    await fillWhat(page);
    await page.getByText('已存在这台设备上').waitFor();
    await pressNext(page, 3);
    await press(page, '紧急清除');
    await page.waitForURL(`${origin}/`);
    expect(await draftOf(page)).toBe(false);
    await page.goBack();
    expect(page.url()).toBe(`${origin}/guides/`);
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
