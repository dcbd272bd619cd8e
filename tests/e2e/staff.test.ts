import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { StaffRole } from '../../src/domain/staff.ts';
import { axeViolations } from '../support/axe.ts';
import { launchBundledChromium } from '../support/chromium.ts';
import { serverAt } from '../support/server.ts';
import { invited, signedIn, totpOf } from '../support/staff.ts';

const server = serverAt(inject('site'));
const PASSWORD = 'correct horse battery staple';
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser.close());

async function openPage(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  onTestFinished(() => context.close());
  return context.newPage();
}

/** A page whose person is already signed in. */
async function pageOf(roles: readonly StaffRole[], width = 1280): Promise<Page> {
  const page = await openPage({ viewport: { width, height: 800 } });
  const pairs = (await signedIn(server, { roles })).split('; ').map((pair) => pair.split('='));
  await page.context().addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: server.url })));
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const fits = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth');

describe.each([
  ['a phone without script', { viewport: { width: 360, height: 640 }, javaScriptEnabled: false }],
  ['a desk', { viewport: { width: 1280, height: 800 } }],
])('on %s', (_, options) => {
  test('a person sets up their account, notes the codes, signs out and in again', async () => {
    const { setUp, email } = await invited(server);
    const page = await openPage(options);
    const hasScript = !('javaScriptEnabled' in options);
    const sound = async (): Promise<void> => {
      expect(await fits(page)).toBe(true);
      if (hasScript) expect(await axeViolations(page)).toEqual([]);
    };
    await page.goto(`${server.url}/staff/sign-in/set-up/?code=${setUp.code}`);
    await sound();
    await page.getByLabel('新密码').fill('password1234');
    await press(page, '下一步');
    await page.getByText('密码不够安全').waitFor();
    await page.getByLabel('新密码').fill(PASSWORD);
    await press(page, '下一步');
    await page.getByRole('heading', { name: '设置第二道验证' }).waitFor();
    await sound();
    const secret = (await page.locator('[data-secret]').getAttribute('data-secret')) ?? '';
    const usedAt = Date.now();
    await page.getByLabel('填验证器上的 6 位数字').fill(totpOf(secret, usedAt));
    await press(page, '完成');
    const codes = await page.locator('.staff-codes li').allTextContents();
    expect(codes).toHaveLength(10);
    await sound();
    await press(page, '已经记好，继续');
    await page.getByRole('heading', { name: '张三的工作台' }).waitFor();
    await sound();
    await press(page, '退出');

    await page.goto(`${server.url}/staff/account/`);
    await sound();
    await page.getByLabel('邮箱').fill(email);
    await page.getByLabel('密码').fill(PASSWORD);
    await press(page, '下一步');
    await page.getByLabel('验证器上的 6 位数字').fill(totpOf(secret, usedAt));
    await press(page, '登录');
    await page.getByText('验证码不对、已过期或用过了').waitFor();
    await sound();
    await page.getByText('手机不在身边，用备用码').click();
    await page.getByLabel('备用码', { exact: true }).fill(codes[0] ?? '');
    await press(page, '用备用码登录');
    await page.getByRole('heading', { name: '我的账户' }).waitFor();
    expect(page.url()).toBe(`${server.url}/staff/account/`);
    await page.getByText('备用码还有 9 个').waitFor();
    await sound();
  });
});

describe('the bureau’s own pages', () => {
  test.each(['/staff/', '/staff/account/', '/staff/accounts/', '/staff/audit/', '/staff/audit/?before=3', '/staff/no-such-page/'])(
    '%s leads nobody in particular to the sign-in page, which is stored nowhere',
    async (path) => {
      const answer = await fetch(`${server.url}${path}`, { redirect: 'manual' });
      const next = path === '/staff/' ? '' : `?next=${encodeURIComponent(path)}`;
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/staff/sign-in/${next}`]);
      const door = await fetch(`${server.url}/staff/sign-in/${next}`);
      expect([door.status, door.headers.get('cache-control')]).toEqual([200, 'no-store']);
    },
  ); // prettier-ignore

  test('the hub shows only what a member’s roles open, and the other pages send them back', async () => {
    const page = await pageOf(['auditor']);
    await page.goto(`${server.url}/staff/`);
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['奖励', '审计']);
    await page.goto(`${server.url}/staff/accounts/`);
    await page.getByText('您的账户没有做这件事的权限').waitFor();
    expect(page.url()).toContain('/staff/?problem=role-missing');
  });

  test('an administrator adds a person and passes on a link that works once', async () => {
    const page = await pageOf(['administrator'], 360);
    await page.goto(`${server.url}/staff/accounts/`);
    await page.getByText('添加人员').click();
    const add = page.locator('details.card');
    await add.getByLabel('姓名').fill('王五');
    await add.getByLabel('邮箱').fill(`wang-${Date.now()}@example.com`);
    await add.getByLabel('值班员').check();
    await add.getByLabel('负责区域').fill('659007');
    await add.getByRole('button').click();
    await page.getByText('不能这样授权').waitFor();
    expect(await add.getByLabel('姓名').inputValue()).toBe('王五');
    await add.getByLabel('负责区域').fill('654225');
    await add.getByRole('button').click();
    const code = (await page.locator('.staff-secret').last().textContent()) ?? '';
    expect(await axeViolations(page)).toEqual([]);
    expect(await fits(page)).toBe(true);
    await page.context().clearCookies();
    await page.goto(`${server.url}/staff/sign-in/set-up/?code=${code}`);
    await page.getByText('王五，您好').waitFor();
  });

  test('the audit log names who did what, and its page fits a phone', async () => {
    const page = await pageOf(['auditor'], 360);
    await page.goto(`${server.url}/staff/audit/`);
    await page.getByText('没有断开').waitFor();
    await page.getByText('设好第二道验证').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await fits(page)).toBe(true);
  });

  test('signing in again in another tab is told to the tab that waits', async () => {
    const page = await pageOf(['duty-officer']);
    await page.goto(`${server.url}/staff/`);
    await page.evaluate(`void (globalThis.told = new Promise((resolve) => {
      new BroadcastChannel('anlan-staff').onmessage = (event) => resolve(event.data);
    }))`);
    const other = await page.context().newPage();
    await other.goto(`${server.url}/staff/sign-in/?next=${encodeURIComponent('/staff/sign-in/done/')}`);
    await other.getByRole('heading', { name: '已登录' }).waitFor();
    expect(await page.evaluate('globalThis.told')).toBe('signed-in');
  });
});
