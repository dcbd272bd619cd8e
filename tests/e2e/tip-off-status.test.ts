import { randomBytes } from 'node:crypto';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { makeReceipt } from '../../src/domain/receipt.ts';
import { readSealedClaim } from '../../src/domain/sealed-words.ts';
import { axeViolations } from '../support/axe.ts';
import { launchBundledChromium } from '../support/chromium.ts';
import { intake, openOffice, type Office } from '../support/office.ts';
import { notPhotos, MARKERS, tracedJpeg } from '../functions/http/photo-fixtures.ts';

const { url: origin, data } = inject('site');
const PAGE = `${origin}/report/status/`;
let browser: Browser;
let office: Office;
beforeAll(async () => {
  browser = await launchBundledChromium();
  office = await openOffice(data);
});
afterAll(async () => {
  await office.close();
  await browser.close();
});

async function phone(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    locale: 'zh-CN',
    javaScriptEnabled,
  });
  onTestFinished(() => context.close());
  return context.newPage();
}

/** A tip-off with 领奖密码 204618; gives its receipt and its case's id. */
async function file(): Promise<{ receipt: string; id: string }> {
  const receipt = makeReceipt(randomBytes(10));
  const form = new FormData();
  const fields = { category: 'gas', text: '阀门一直在漏', place: '东街', receipt, claimSecret: '204618' };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const filed = await fetch(`${origin}/api/tip-offs`, { method: 'POST', body: form });
  if (!filed.ok) throw new Error(await filed.text());
  return { receipt, id: await office.idOf(receipt) };
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
async function lookUp(page: Page, receipt: string): Promise<void> {
  await page.goto(PAGE);
  await page.getByLabel('查询码').fill(receipt);
  await press(page, '查进度');
  await page.getByRole('heading', { name: '办到哪一步' }).waitFor();
}
async function isSound(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
}

describe('what a receipt opens, on a phone', () => {
  test('a question is read and answered with a photo, the reward is claimed sealed, and nothing is left behind', async () => {
    const identity = await generateIdentity();
    const keyId = `k-${randomBytes(4).toString('hex')}`;
    await office.cases.addCustodianKey({
      id: keyId,
      recipient: await identityToRecipient(identity),
      createdBy: 'custodian',
      createdAt: new Date().toISOString(),
    });
    onTestFinished(async () => {
      await office.cases.retireCustodianKey(keyId, new Date().toISOString());
    });
    const { receipt, id } = await file();
    await office.act(id, { do: 'ask' }, intake, '请问是几号楼？');
    const page = await phone();
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url());
      expect(request.url()).not.toContain(receipt);
    });

    await page.goto(PAGE);
    await page.getByLabel('查询码').fill(`${receipt.slice(0, -1)}${receipt.endsWith('0') ? '1' : '0'}`);
    await press(page, '查进度');
    await page.getByText('有一个字母或数字不对').waitFor();
    expect(posts).toEqual([]);
    await lookUp(page, receipt.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'));
    await page.getByText('请问是几号楼？').waitFor();
    await isSound(page);
    expect(await page.content()).not.toContain(receipt);
    expect(await page.content()).not.toContain('阀门一直在漏');

    await page.getByLabel('给办理部门写').fill('三号楼');
    await page.getByLabel(/^补照片/).setInputFiles([
      { name: '张三拍的.jpg', mimeType: 'image/jpeg', buffer: await tracedJpeg() },
      { name: '图.jpg', mimeType: 'image/jpeg', buffer: notPhotos.svg },
    ]);
    await page.getByText('有 1 张用不了').waitFor();
    const chosen = await page.evaluate<number[]>(
      `document.querySelector('[name=photos]').files[0].arrayBuffer().then((b) => [...new Uint8Array(b)])`,
    );
    for (const marker of MARKERS) expect(Buffer.from(chosen).includes(marker), marker).toBe(false);
    // The line is dead though the phone thinks that it has one: said, and what was typed is still there.
    await page.route(PAGE, (route) => route.abort());
    const told = page.waitForEvent('dialog');
    await page.getByRole('button', { name: '发给办理部门' }).click({ noWaitAfter: true });
    const dialog = await told;
    expect(dialog.message()).toContain('还没有发出');
    await dialog.accept();
    expect(await page.getByLabel('给办理部门写').inputValue()).toBe('三号楼');
    await page.unroute(PAGE);
    await press(page, '发给办理部门');
    await page.getByText('已经交给办理部门').waitFor();
    expect(await page.content()).not.toContain('三号楼');
    expect((await office.cases.readContent(id))?.notes.at(-1)?.text).toBe('三号楼\n（附照片 1 张）');

    await office.notify(id);
    await lookUp(page, receipt);
    await page.getByText('3,000元').waitFor();
    await isSound(page);
    await page.getByLabel('姓名').fill('张三');
    await page.getByLabel('身份证号').fill('110105194912310021');
    await page.getByLabel('怎么领').selectOption('on-site');
    await page.getByLabel('领奖密码', { exact: true }).first().fill('204618');
    await press(page, '领奖');
    await page.getByText('身份证号不对').waitFor();
    await page.getByLabel('身份证号').fill('11010519491231002x');
    const sending = page.waitForRequest((request) => request.method() === 'POST');
    await press(page, '领奖');
    const sent = (await sending).postData() ?? '';
    for (const secret of ['110105', encodeURIComponent('张三'), '张三']) expect(sent).not.toContain(secret);
    await page.getByText('已申请领奖。', { exact: true }).waitFor();
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const item = (await office.cases.listSealed(id)).find(({ kind }) => kind === 'claim');
    const opened = await decrypter.decrypt(item?.bytes ?? new Uint8Array(), 'text');
    expect(readSealedClaim(opened)).toMatchObject({
      name: '张三',
      idNumber: '11010519491231002X',
      payment: 'on-site',
    });

    const caseNo = (await office.cases.findCase(id))?.caseNo ?? '';
    expect(await page.content()).toContain(caseNo);
    await page.getByRole('link', { name: '离开并清除' }).click();
    await page.waitForURL(`${origin}/`);
    // A browser that asks whether to send the form again ends here with an error of its own.
    await page.goBack().catch(() => null);
    let shown = '';
    await expect.poll(async () => (shown = await page.content().catch(() => caseNo))).not.toContain(caseNo);
    for (const left of ['3,000元', receipt]) expect(shown).not.toContain(left);
  });

  test('without script everything but the claim works, and where to claim is said', async () => {
    const { receipt, id } = await file();
    const page = await phone(false);
    await lookUp(page, receipt);
    await page.getByLabel('给办理部门写').fill('没有脚本');
    await press(page, '发给办理部门');
    await page.getByText('已经交给办理部门').waitFor();
    expect((await office.cases.readContent(id))?.notes.at(-1)?.text).toBe('没有脚本');
    await office.notify(id);
    await office.followUps.markFollowUpDue(id, new Date().toISOString());
    await lookUp(page, receipt);
    expect(await page.getByLabel('身份证号').isVisible()).toBe(false);
    await page.getByText('到承办单位现场领').first().waitFor();
    await page.getByText('不满意', { exact: true }).click();
    await press(page, '回答');
    await page.getByText('谢谢，已经记下').waitFor();
    await page.getByText('我不要这笔奖励').click();
    await page.getByText('我确定放弃').click();
    if (await page.locator('#waive-secret').isVisible()) await page.locator('#waive-secret').fill('204618');
    await press(page, '放弃奖励');
    await page.getByText('您已放弃这笔奖励').waitFor();
  });

  test('a receipt in the address is not looked at and answered with 400', async () => {
    const { receipt } = await file();
    for (const address of [`${PAGE}?receipt=${receipt}`, `${PAGE}?q=${receipt}`]) {
      const response = await fetch(address, { method: 'POST', body: new URLSearchParams({ receipt }) });
      expect([response.status, response.headers.get('cache-control')]).toEqual([400, 'no-store']);
      expect(await response.text()).not.toContain('办到哪一步</h2>');
    }
  });
});
