import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import type { StaffRole } from '../../src/domain/staff.ts';
import { axeViolations } from '../support/axe.ts';
import { launchBundledChromium } from '../support/chromium.ts';
import { serverAt } from '../support/server.ts';
import { signedIn } from '../support/staff.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const server = serverAt(inject('site'));
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser.close());

async function operate(method: string, path: string, body: object = {}): Promise<string> {
  const response = await fetch(`${server.url}/api/operator${path}`, {
    method,
    headers: { authorization: `Bearer ${await server.operatorToken()}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.text();
}

async function pageOf(role: StaffRole, width: number): Promise<Page> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width, height: 800 },
    javaScriptEnabled: width > 400,
  });
  onTestFinished(() => context.close());
  const pairs = (await signedIn(server, { roles: [role] })).split('; ').map((pair) => pair.split('='));
  await context.addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: server.url })));
  return context.newPage();
}

const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();

test.each([360, 1280])(
  'an administrator sees, tries, pauses and resumes channels at %s px',
  async (width) => {
    const folder = await temporaryFolder();
    await operate('POST', '/outlets', {
      id: 'radio',
      name: '广播前端',
      settings: { kind: 'file-drop', folder },
    });
    const url = 'https://sms.invalid/hook?key=k1';
    const secret = await operate('POST', '/outlets', {
      id: 'sms',
      name: '短信网关',
      settings: { kind: 'webhook', url },
    });
    onTestFinished(async () => {
      await operate('DELETE', '/outlets/radio');
      await operate('DELETE', '/outlets/sms');
    });
    const page = await pageOf('administrator', width);
    const sound = async (): Promise<void> => {
      expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      if (width > 400) expect(await axeViolations(page)).toEqual([]);
    };
    await page.goto(`${server.url}/staff/channels/`);
    await sound();
    expect(await page.content()).not.toMatch(/whsec_|k1/);
    expect(secret).toContain('whsec_');
    await press(page, /发一条测试\s*给广播前端/);
    await page.getByText('广播前端：对方收下了测试消息').waitFor();
    await press(page, /发一条测试\s*给短信网关/);
    await page.getByText('短信网关没有收下测试消息：对方没有回答').waitFor();
    await sound();
    await press(page, /暂停\s*短信网关/);
    await page.getByText('短信网关：已暂停').waitFor();
    await press(page, /恢复\s*短信网关/);
    await page.getByText('短信网关：已恢复').waitFor();
    await sound();
  },
);

test('nobody else is let in, by the page or by its form', async () => {
  const page = await pageOf('duty-officer', 1280);
  await page.goto(`${server.url}/staff/channels/`);
  expect(new URL(page.url()).pathname).toBe('/staff/');
  const cookie = await signedIn(server, { roles: ['duty-officer'] });
  const answer = await fetch(`${server.url}/staff/channels/`, {
    method: 'POST',
    headers: { cookie, origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'do=pause&id=radio',
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
});
