import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { findRunningPostgres } from '../../functions/hosts/embedded-postgres.ts';
import { openPool } from '../../functions/store/database.ts';
import { makeReceipt } from '../../src/domain/receipt.ts';
import { axeViolations } from '../support/axe.ts';
import { launchBundledChromium } from '../support/chromium.ts';
import { officer } from '../support/desk.ts';
import { handler, intake, openOffice, type Office } from '../support/office.ts';
import { serverAt } from '../support/server.ts';

const server = serverAt(inject('site'));
let browser: Browser;
let office: Office;
beforeAll(async () => {
  browser = await launchBundledChromium();
  office = await openOffice(server.data);
});
afterAll(async () => {
  await browser?.close();
  await office?.close();
});

/** A tip-off that was filed, accepted, checked and found true. */
async function foundTrue(): Promise<{ id: string; caseNo: string }> {
  const receipt = makeReceipt(crypto.getRandomValues(new Uint8Array(10)));
  const form = new FormData();
  const fields = {
    kind: 'hazard',
    category: 'mining',
    adcode: '654225',
    text: '坝体有裂缝',
    place: '某某沟',
    receipt,
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const answer = await fetch(`${server.url}/api/tip-offs`, { method: 'POST', body: form });
  const { caseNo } = (await answer.json()) as { caseNo: string };
  const id = await office.idOf(receipt);
  await office.act(id, { do: 'accept', involvesDeath: false }, intake);
  await office.act(id, { do: 'verify' }, handler);
  await office.act(id, { do: 'find', finding: 'substantiated', verifiers: [handler.id, 'other'] }, handler);
  return { id, caseNo };
}

/** What the custodian's browser does after a claim. */
async function cleared(id: string): Promise<void> {
  const pool = openPool((await findRunningPostgres(server.data)) ?? '', 1);
  await pool.query(`update tip_off_case set person_tag = 'e2e' where tip_off_id = $1`, [id]);
  await pool.query(
    `insert into claim_check (tip_off_id, ground, decided_by, at) values ($1, 'clear', 'custodian', now())`,
    [id],
  );
  await pool.end();
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
async function sound(page: Page): Promise<void> {
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
}

test('a reward is assessed by one person, approved and paid by another, once, and stands in the ledger', async () => {
  const { id, caseNo } = await foundTrue();
  const both = await officer(browser, server, { roles: ['handler', 'approver'], isPhone: true });
  await both.page.goto(`${server.url}/staff/rewards/`);
  await sound(both.page);
  await both.page.getByRole('link', { name: caseNo }).click();
  await both.page.getByLabel('行政处罚金额（元）').fill('1e9');
  await press(both.page, '提交核定');
  await both.page.locator('#fine-error', { hasText: '金额不对' }).waitFor();
  expect(await both.page.getByLabel('行政处罚金额（元）').inputValue()).toBe('1e9');
  await both.page.getByLabel('行政处罚金额（元）').fill('２0,004');
  for (const yes of await both.page.getByLabel('是，符合').all()) await yes.check();
  await press(both.page, '先算一算');
  await both.page.getByRole('heading', { name: '算出来是 3,001元' }).waitFor();
  await sound(both.page);
  await press(both.page, '提交核定');
  await both.page.getByText('已提交核定').waitFor();
  await both.page.getByText('要由另一位审批人审批').waitFor();
  expect(await both.page.getByRole('button', { name: /批准/ }).count()).toBe(0);
  await sound(both.page);
  const own = await both.page.request.post(`${server.url}/staff/cases/${id}/reward/`, {
    form: { do: 'approve', version: String((await office.cases.findCase(id))?.version) },
    headers: { origin: server.url },
  });
  expect(own.status()).toBe(403);

  const { page } = await officer(browser, server, { roles: ['approver'] });
  await page.goto(`${server.url}/staff/cases/${id}/reward/`);
  await sound(page);
  await press(page, '批准 3,001元');
  await page.getByText('已批准。').waitFor();
  await press(page, '通知举报人');
  await page.getByText('已通知，等举报人领奖').waitFor();
  await office.act(id, { do: 'claim' }, 'reporter');
  await page.reload();
  await page.getByText('还不能发放').waitFor();
  await cleared(id);
  await page.reload();
  const second = await page.context().newPage();
  await second.goto(page.url());
  await press(page, '记为已发放 3,001元');
  await page.getByText('已记为发放。').waitFor();
  await press(second, '记为已发放 3,001元');
  await second.getByText('别人刚刚处理过这件举报').waitFor();
  await sound(second);

  await page.goto(`${server.url}/staff/rewards/`);
  const rows = await page.locator('.reward-ledger tr', { hasText: caseNo }).allInnerTexts();
  expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/发放 已批待发 → 已发 3,001元$/),
    expect.stringMatching(/批准 预算 → 已批待发 3,001元$/),
  ]);
  await page.getByText('台账是平的').waitFor();
  await sound(page);
  const csv = await page.request.get(`${server.url}/api/staff/rewards/ledger.csv`);
  expect(await csv.text()).toContain(`${caseNo},`);
});
