import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';
import { cookiesOf, officer } from '../support/desk.ts';
import { serverAt } from '../support/server.ts';

const server = serverAt(inject('site'));
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());

async function begin(page: Page): Promise<void> {
  await page.goto(`${server.url}/staff/alerts/compose/`);
  await page.getByLabel(/^内容/).fill('白天写的。');
  await page.getByText('已保存到服务器').waitFor();
}

describe('what was typed', () => {
  test('survives an expired sign-in, and is saved after signing in again', async () => {
    const { page, context, cookie } = await officer(browser, server);
    await begin(page);
    const address = page.url();
    expect(address).toContain('/staff/alerts/drafts/');
    await context.clearCookies();
    await page.getByLabel(/^内容/).fill('白天写的。夜里又加了一句。');
    await page.getByRole('heading', { name: '登录已过期，内容已保存' }).waitFor();
    await page.getByRole('button', { name: '已经登录，继续' }).click();
    await page.getByText('还没有登录').waitFor();
    await context.addCookies(cookiesOf(cookie, server.url));
    await page.getByRole('button', { name: '已经登录，继续' }).click();
    await page.getByText('已保存到服务器').waitFor();
    await page.goto(address);
    await expect.poll(() => page.getByLabel(/^内容/).inputValue()).toBe('白天写的。夜里又加了一句。');
  });

  test('survives closing the page while signed out', async () => {
    const { page, context, cookie } = await officer(browser, server);
    await begin(page);
    const address = page.url();
    await context.clearCookies();
    await page.getByLabel(/^内容/).fill('没存上就关了。');
    await page.getByRole('heading', { name: '登录已过期，内容已保存' }).waitFor();
    await page.close();
    await context.addCookies(cookiesOf(cookie, server.url));
    const again = await context.newPage();
    await again.goto(address);
    await expect.poll(() => again.getByLabel(/^内容/).inputValue()).toBe('没存上就关了。');
    await again.getByText('已保存到服务器').waitFor();
  });

  test('survives a lost network and is sent when it is back', async () => {
    const { page, context } = await officer(browser, server);
    await begin(page);
    await context.setOffline(true);
    await page.getByLabel(/^内容/).fill('断网时写的。');
    await page.getByText('没有连上服务器').waitFor();
    await context.setOffline(false);
    await page.getByText('已保存到服务器').waitFor({ timeout: 30_000 });
  });

  test('stands beside what a colleague saved meanwhile, and nothing is lost before one is chosen', async () => {
    const first = await officer(browser, server, { name: '孙七' });
    const second = await officer(browser, server, { name: '周八' });
    await begin(first.page);
    await first.page.getByRole('treeitem', { name: /新地乡/ }).click();
    await first.page.getByText('正在写').waitFor();
    await first.page.getByText('已保存到服务器').waitFor();
    await second.page.goto(first.page.url());
    await second.page.getByLabel(/^内容/).fill('周八改的。');
    await second.page.getByLabel('标题').fill('周八的标题');
    await second.page.getByText('已保存到服务器').waitFor();
    await first.page.getByLabel(/^内容/).fill('孙七改的。');
    await first.page.getByRole('heading', { name: '周八刚存了另一份，请逐项选一份' }).waitFor();
    const body = first.page.getByRole('group', { name: '内容' });
    await body.getByText('孙七改的。').waitFor();
    await body.getByText('周八改的。').waitFor();
    await first.page.getByRole('button', { name: '还有 1 项没有选' }).waitFor();
    await body.getByRole('radio', { name: /我写的/ }).check();
    await first.page.getByRole('button', { name: '就用选好的，接着写' }).click();
    await first.page.getByText('已保存到服务器').waitFor();
    expect(await first.page.getByLabel(/^内容/).inputValue()).toBe('孙七改的。');
    // What only the colleague had changed is kept as theirs.
    expect(await first.page.getByLabel('标题').inputValue()).toBe('周八的标题');
  });
});
