import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { launchBundledChromium } from '../support/chromium.ts';
import { officer } from '../support/desk.ts';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { serverAt } from '../support/server.ts';

const server = serverAt(inject('site'));
const HERE = '654225100';
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 20_000 });

test('a grassroots officer calls household by household; the county sees how many and never who', async () => {
  const hazard = `测试山洪${Date.now()}`;
  await ingest(server, capMessage({ hazard, eventCode: '11A51', level: '红', area: '裕民县' }).xml);
  const walker = await officer(browser, server, { roles: ['grassroots'], adcodes: [HERE], isPhone: true });
  await walker.page.goto(`${server.url}/staff/calls/`);
  await walker.page.getByRole('link', { name: '打开本机的名单，逐户叫应' }).click();
  await walker.page.getByRole('button', { name: '在这台设备上建名单' }).click();
  for (const [name, phone] of [
    ['测试户甲', '13800000001'],
    ['测试户乙', ''],
  ] as const) {
    await walker.page.locator('#household-name').fill(name);
    await walker.page.locator('#household-phone').fill(phone);
    await walker.page.getByRole('button', { name: '加一户' }).click();
  }
  const alert = walker.page.locator('.call-alert', { hasText: hazard });
  const reported = walker.page.waitForResponse((answer) => answer.url().endsWith('/api/staff/calls/report'));
  await alert.getByRole('checkbox', { name: /测试户甲/ }).check();
  expect((await reported).status()).toBe(200);
  expect((await reported).request().postData()).not.toContain('测试户');
  expect(await alert.innerText()).toContain('1 / 2');
  expect(await axeViolations(walker.page)).toEqual([]);

  const county = await officer(browser, server, { roles: ['duty-officer'], adcodes: ['654225'] });
  await county.page.goto(`${server.url}/staff/calls/`);
  const block = county.page.locator('section', { hasText: hazard });
  await soon(() => block.locator('tbody tr').innerText()).toMatch(/1 \/ 2[\s\S]*1 户/);
  expect(await county.page.content()).not.toMatch(/测试户|13800000001/);
  expect(await axeViolations(county.page)).toEqual([]);

  const elsewhere = await officer(browser, server, { roles: ['duty-officer'], adcodes: ['654202'] });
  await elsewhere.page.goto(`${server.url}/staff/calls/`);
  expect(await elsewhere.page.content()).not.toContain(hazard);
});

test('who has no part in it, and who is not signed in, does not see the counts', async () => {
  const clerk = await officer(browser, server, { roles: ['intake'] });
  await clerk.page.goto(`${server.url}/staff/calls/`);
  expect(new URL(clerk.page.url()).pathname).not.toBe('/staff/calls/');
  const answer = await fetch(`${server.url}/staff/calls/`, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  expect((await fetch(`${server.url}/api/staff/calls`)).status).toBe(401);
});
