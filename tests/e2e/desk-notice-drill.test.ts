import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { launchBundledChromium } from '../support/chromium.ts';
import { officer } from '../support/desk.ts';
import { getOnWire } from '../support/http.ts';
import { serverAt } from '../support/server.ts';

const server = serverAt(inject('site'));
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());
const text = async (path: string): Promise<string> => (await getOnWire(server.url + path)).text;

test('a drill runs and ends under its own mark and colour, and stands nowhere among warnings', async () => {
  const { page } = await officer(browser, server);
  await page.goto(`${server.url}/staff/drills/compose/`);
  await page.getByRole('combobox', { name: '灾种' }).fill('暴雨');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('1');
  const colours = await page.evaluate<string[]>(
    `[...document.querySelectorAll('.desk-level')].map((el) => getComputedStyle(el).borderColor)`,
  );
  expect(new Set(colours).size).toBe(1);
  await page.getByRole('treeitem', { name: /新地乡/ }).click();
  await page.getByRole('button', { name: '1 小时' }).click();
  await page.getByLabel(/^内容/).fill('假想新地乡下了大雨。');
  await page.getByLabel(/^怎么做/).fill('按村里的安排到集合点。');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: '各渠道会这样说' }).waitFor();
  for (const mouth of await page.locator('.desk-sms').allInnerTexts()) expect(mouth).toMatch(/^【演练】/);
  await page.getByRole('button', { name: /^开始演练/ }).click();
  await page.getByText('正在演练').waitFor();
  await expect.poll(() => text('/drills/'), { timeout: 20_000 }).toContain('假想暴雨红色');
  for (const path of ['/', '/alerts/', '/now/654225/', '/api/alerts', '/alerts/feed.atom'])
    expect(await text(path), path).not.toContain('假想新地乡');
  await page.getByRole('button', { name: '现在结束演练' }).click();
  await page.getByText('已经结束').waitFor();
  await page.goto(`${server.url}/drills/`);
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  expect(await axeViolations(page)).toEqual([]);
});

test('a notice is published, corrected and taken back, and is on no list of warnings', async () => {
  const { page } = await officer(browser, server, { isPhone: true });
  await page.goto(`${server.url}/staff/notices/compose/`);
  await page.getByLabel('禁火令').check();
  await page.getByLabel('标题').fill('草原禁火令 <b>试</b>');
  await page.getByLabel('内容').fill('禁火期内，草原不得野外用火。');
  await page.getByRole('button', { name: /^发布通告/ }).click();
  // What is missing is said at its field, and nothing was published.
  await page.getByText('请选择地区。').waitFor();
  await page.getByRole('treeitem', { name: /新地乡/ }).click();
  const end = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 16);
  await page.getByLabel('结束').fill(end);
  await page.getByRole('button', { name: /^发布通告/ }).click();
  await page.getByText('已发布。').waitFor();
  const address = (await page.getByRole('link', { name: '看公众看到的' }).getAttribute('href')) ?? '';
  expect(await text(address)).toContain('草原禁火令 &lt;b&gt;试&lt;/b&gt;');
  expect(await text('/notices/')).toContain('禁火期内');
  await expect.poll(() => text('/'), { timeout: 20_000 }).toContain('草原禁火令');
  for (const path of ['/alerts/', '/now/654225/', '/api/alerts', '/alerts/feed.atom'])
    expect(await text(path), path).not.toContain('草原禁火令');

  await page.getByLabel('内容').fill('禁火期内，草原和林区不得野外用火。');
  await page.getByRole('button', { name: /^更新文字/ }).click();
  await page.getByText('改好了').waitFor();
  expect(await text(address)).toContain('草原和林区');
  await page.getByText('撤回这条通告').click();
  await page.getByLabel('为什么撤回').fill('提前结束');
  await page.getByRole('button', { name: '撤回', exact: true }).click();
  await page.getByText('已经撤回').waitFor();
  expect(await text(address)).toContain('已撤回：提前结束');
  await page.goto(`${server.url}/notices/`);
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  expect(await axeViolations(page)).toEqual([]);
});
