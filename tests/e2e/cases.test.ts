import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { makeReceipt } from '../../src/domain/receipt.ts';
import { tracedJpeg } from '../functions/http/photo-fixtures.ts';
import { axeViolations } from '../support/axe.ts';
import { launchBundledChromium } from '../support/chromium.ts';
import { serverAt } from '../support/server.ts';
import { invited, signedIn, type StaffWish } from '../support/staff.ts';

const server = serverAt(inject('site'));
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser.close());

async function pageOf(wish: StaffWish, width = 1280): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width, height: 800 } });
  onTestFinished(() => context.close());
  const pairs = (await signedIn(server, wish)).split('; ').map((pair) => pair.split('='));
  await context.addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: server.url })));
  return context.newPage();
}

/** Files a tip-off as a browser would; gives its number. */
async function filed(text: string): Promise<string> {
  const form = new FormData();
  const fields = {
    kind: 'hazard', category: 'mining', adcode: '654225', text, place: '东山坡', receipt: makeReceipt(randomBytes(10)),
  }; // prettier-ignore
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('photos', new File([Uint8Array.from(await tracedJpeg())], 'a.jpg'));
  const answer = await fetch(`${server.url}/api/tip-offs`, { method: 'POST', body: form });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { caseNo: string }).caseNo;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).first().click();
const fits = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth');

async function sound(page: Page, widths = [360, 1280]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect(await fits(page)).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
  }
}

describe('a case in the browser', () => {
  test('is taken in, checked, put right and closed by three officers; a stale tab keeps its words', async () => {
    const caseNo = await filed('坝体有裂缝，我叫王建国，电话13812345678。<b>粗体</b>{{7*7}}');
    const [intake, handler, approver] = await Promise.all([
      pageOf({ roles: ['intake'], name: '受理甲' }),
      pageOf({ roles: ['handler'], name: '核查乙' }),
      pageOf({ roles: ['approver'], name: '负责丙' }),
    ]);
    await invited(server, { roles: ['handler'], name: '核查丁' });

    await intake.goto(`${server.url}/staff/cases/`);
    await sound(intake);
    await intake.getByRole('link', { name: caseNo }).click();
    await intake.getByRole('heading', { name: `举报 ${caseNo}` }).waitFor();
    const address = intake.url();
    await intake.getByText('<b>粗体</b>{{7*7}}').waitFor();
    const width = await intake.evaluate<number>(`(async () => {
      const image = document.querySelector('.case-photos img');
      await image.decode();
      return image.naturalWidth;
    })()`);
    expect(width).toBeGreaterThan(0);
    await sound(intake);
    const stale = await intake.context().newPage();
    await stale.goto(address);
    await press(intake, '受理');
    await intake.getByText('已经办好：受理举报').waitFor();

    await unfold(stale, '不予受理');
    await stale.getByLabel('其他原因，见说明').check();
    await stale.getByLabel('给举报人的说明').fill('写了很久的说明');
    const [refused] = await Promise.all([stale.waitForResponse((one) => one.request().method() === 'POST'), press(stale, '不予受理')]);
    expect(refused.status()).toBe(409);
    await stale.getByText('别人刚刚处理过这件举报').waitFor();
    await stale.close();

    await handler.goto(`${server.url}/staff/cases/?state=accepted`);
    await handler.keyboard.press('j');
    expect(await handler.evaluate('document.activeElement.closest("[data-case-list]") !== null')).toBe(true);
    await handler.goto(address);
    await press(handler, '开始核查');
    await handler.getByLabel('属实', { exact: true }).check();
    await handler.getByLabel('核查丁').last().check();
    await handler.getByLabel('书面核查记录').fill('7月1日到现场，坝体有裂缝两处。');
    await sound(handler, [360]);
    await press(handler, '记录结论');
    await handler.getByText('已经办好：记录核查结论').waitFor();

    await approver.goto(address);
    await approver.getByLabel('整改期限').fill('2099-01-01');
    await approver.getByLabel('责令整改什么').fill('加固坝体');
    await press(approver, '签发整改');
    await approver.getByText('请选今天以后的整改期限').waitFor();
    expect(await approver.getByLabel('责令整改什么').inputValue()).toBe('加固坝体');
    const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await approver.getByLabel('整改期限').fill(soon);
    await press(approver, '签发整改');
    await approver.getByText('已经办好：责令整改').waitFor();

    await handler.goto(address);
    await handler.getByLabel('整改到位', { exact: true }).check();
    await handler.getByLabel('复查看到的情况').fill('已加固');
    await handler.getByLabel('复查照片').setInputFiles({ name: 'b.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await tracedJpeg()) });
    await press(handler, '记录复查');
    await handler.getByText('已经办好：整改复查').waitFor();
    await handler.getByLabel('办结反馈').fill('已经加固，谢谢您。');
    await press(handler, '办结');
    await handler.getByText('已经办好：办结').waitFor();
    await handler.getByText('给举报人看').first().waitFor();
    await sound(handler, [360]);

    const elsewhere = await pageOf({ roles: ['handler'], adcodes: ['659007'] });
    const answer = await elsewhere.goto(address);
    expect(answer?.status()).toBe(403);
    expect(await elsewhere.getByText('坝体有裂缝').count()).toBe(0);
  }); // prettier-ignore

  test('goes to another office as a copy without whoever reported it', async () => {
    const caseNo = await filed('我叫王建国，电话13812345678，王建国的车新F12345。');
    const intake = await pageOf({ roles: ['intake'] }, 360);
    await intake.goto(`${server.url}/staff/cases/`);
    await intake.getByRole('link', { name: caseNo }).click();
    await intake.getByRole('link', { name: '找重复举报' }).click();
    await sound(intake, [360]);
    await intake.goBack();
    await intake.getByRole('link', { name: /^转办/ }).click();
    const copy = intake.getByLabel(/^转办件正文/);
    expect(await copy.inputValue()).not.toMatch(/王建国|13812345678|F12345/);
    await intake.getByText('姓名 2 处').waitFor();
    await sound(intake);
    await copy.fill(`${await copy.inputValue()}\n另有电话 139 8765 4321`);
    await intake.getByLabel('转给哪个部门').fill('县水利局');
    await intake.getByLabel('我已逐行核对').check();
    await press(intake, '转办');
    await intake.getByText('又发现可能认出举报人的内容').waitFor();
    await intake.getByLabel('我已逐行核对').check();
    await press(intake, '转办');
    await intake.getByRole('link', { name: '下载文本' }).waitFor();
    await sound(intake, [360]);
    expect(await intake.locator('pre').textContent()).not.toMatch(/王建国|13812345678|F12345|139 8765/);
  });
});
