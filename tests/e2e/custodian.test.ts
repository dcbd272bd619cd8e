import { readFile } from 'node:fs/promises';
import { Encrypter } from 'age-encryption';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { makeReceipt } from '../../src/domain/receipt.ts';
import { padSealed } from '../../src/domain/sealed-words.ts';
import { axeViolations } from '../support/axe.ts';
import { launchBundledChromium } from '../support/chromium.ts';
import { officer } from '../support/desk.ts';
import { serverAt } from '../support/server.ts';

const server = serverAt(inject('site'));
const NAME = '欧阳举报人';
const PHONE = '13912345678';
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());

/** Everything a browser sends to the server, as it goes out: what a key or a name must never be in. */
function listen(context: BrowserContext): string[] {
  const sent: string[] = [];
  context.on('request', (request) => {
    sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`);
  });
  return sent;
}

async function makeKey(page: Page): Promise<{ id: string; file: Buffer; passphrase: string }> {
  await page.goto(`${server.url}/staff/custodian/`);
  await page.getByRole('button', { name: /生成第一把密钥|密钥丢了/ }).click();
  const lost = page.getByRole('button', { name: '确实丢了，生成新密钥' });
  const slip = page.locator('.custody-passphrase');
  await lost.or(slip).first().waitFor();
  if (await lost.isVisible()) await lost.click();
  await slip.waitFor();
  const passphrase = (await slip.textContent()) ?? '';
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: '保存密钥文件' }).click();
  const saved = await saving;
  const id = /key-[0-9a-f]{16}/.exec(saved.suggestedFilename())?.[0] ?? '';
  return { id, file: await readFile(await saved.path()), passphrase };
}

const give = (page: Page, file: Buffer) =>
  page
    .getByLabel('密钥文件')
    .setInputFiles({ name: 'key.age', mimeType: 'application/octet-stream', buffer: file });

/** A tip-off as a reporter's browser files it. */
async function report(key: { id: string; recipient: string }): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(key.recipient);
  const sealed = await encrypter.encrypt(padSealed({ name: NAME, contact: PHONE, note: '' }, 1024) ?? '');
  const form = new FormData();
  const fields = {
    kind: 'hazard',
    category: 'mining',
    adcode: '654225',
    text: '尾矿库坝体有裂缝',
    place: '某某沟',
    receipt: makeReceipt(crypto.getRandomValues(new Uint8Array(10))),
    anonymity: 'named',
    identity: Buffer.from(sealed).toString('base64url'),
    identityKeyId: key.id,
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const answer = await fetch(`${server.url}/api/tip-offs`, { method: 'POST', body: form });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { caseNo: string }).caseNo;
}

/** The id behind a case number, as the handler's own list links it. */
async function idOf(cookie: string, caseNo: string): Promise<string> {
  const queue = await (await fetch(`${server.url}/staff/cases/`, { headers: { cookie } })).text();
  const link = new RegExp(`/staff/cases/([0-9a-f-]{36})/[^<]*<?[^<]*${caseNo}`).exec(queue);
  if (link?.[1] === undefined) throw new Error(`${caseNo} stands in no list`);
  return link[1];
}

test('a key is made, a name is asked for, granted and read, and neither ever reaches the server readable', async () => {
  const keeper = await officer(browser, server, { roles: ['custodian'], name: '马保管' });
  const sent = listen(keeper.context);
  const { page } = keeper;
  const { id: keyId, file, passphrase } = await makeKey(page);
  expect(await axeViolations(page)).toEqual([]);
  // Registered only when the saved file was opened again with the passphrase as it was written down.
  await give(page, file);
  await page.getByLabel('口令', { exact: true }).fill(passphrase.replace(/^.{4}/, 'AAAA'));
  await page.getByRole('button', { name: '核对并登记公钥' }).click();
  await page.getByText('打不开：文件选错了').waitFor();
  await page.getByLabel('口令', { exact: true }).fill(passphrase.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: '核对并登记公钥' }).click();
  await page.getByRole('row', { name: keyId }).getByText('在用').waitFor();
  const { keys } = await page.evaluate<{
    keys: { id: string; recipient: string; retiredAt: string | null }[];
  }>(`fetch('/api/staff/custodian/keys').then((answer) => answer.json())`);
  const key = keys.find(({ id }) => id === keyId);
  if (key === undefined) throw new Error('the key was not registered');

  const caseNo = await report(key);
  const asker = await officer(browser, server, { roles: ['handler'], name: '努尔核查' });
  const heard = listen(asker.context);
  const id = await idOf(asker.cookie, caseNo);
  await asker.page.goto(`${server.url}/staff/custodian/${id}/`);
  await asker.page.getByLabel('为什么要知道举报人是谁').fill('要请他指认位置');
  await asker.page.getByRole('button', { name: '向保管员申请' }).click();
  await asker.page.getByText('申请核对码').waitFor();

  await page.goto(`${server.url}/staff/custodian/`);
  await page.getByText('努尔核查申请调阅身份').waitFor();
  await page.goto(`${server.url}/staff/custodian/${id}/`);
  await give(page, file);
  await page.getByLabel('口令', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: '打开', exact: true }).click();
  await page.getByRole('button', { name: '同意，只给申请人看' }).click();
  await page.getByRole('heading', { name: '身份已开放' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await asker.page.getByRole('button', { name: '看看有没有结果' }).click();
  await asker.page.getByRole('button', { name: '查看举报人身份' }).click();
  await asker.page.getByText(NAME).waitFor();
  expect(await axeViolations(asker.page)).toEqual([]);

  // Taken back: the same click opens nothing any more, and the log says so.
  await page.getByRole('button', { name: '现在就收回' }).click();
  await page.getByText('现在没有人申请调阅身份').waitFor();
  const read = await fetch(`${server.url}/api/staff/custodian/cases/${id}/identity`, {
    headers: { cookie: asker.cookie },
  });
  expect(read.status).toBe(403);

  const all = [...sent, ...heard].join('\n');
  expect(all).toContain('/grant');
  for (const secret of [NAME, PHONE, 'AGE-SECRET-KEY', passphrase, passphrase.replaceAll('-', '')])
    expect(all).not.toContain(secret);
}, 120_000);
