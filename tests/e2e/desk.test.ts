import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { launchBundledChromium } from '../support/chromium.ts';
import { countedKeys, officer } from '../support/desk.ts';
import { getOnWire } from '../support/http.ts';
import { serverAt } from '../support/server.ts';

const server = serverAt(inject('site'));
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());

const text = async (path: string): Promise<string> => (await getOnWire(server.url + path)).text;
const compose = async (page: Page): Promise<void> => {
  await page.goto(`${server.url}/staff/alerts/compose/`);
  await page.getByRole('combobox', { name: '灾种' }).waitFor();
};
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const fillBlanks = async (page: Page, words: string): Promise<void> => {
  for (let left = await page.locator('.desk-blanks input').count(); left > 0; left -= 1) {
    await page.locator('.desk-blanks input').first().fill(words);
    await page.locator('.desk-blanks input').first().press('Enter');
    await expect.poll(() => page.locator('.desk-blanks input').count()).toBe(left - 1);
  }
};
/** A warning of our own, ready to be looked at: a hazard with a template, one township, six hours. */
async function write(page: Page, level: '1' | '2' | '3' | '4'): Promise<void> {
  await compose(page);
  await page.getByRole('combobox', { name: '灾种' }).fill('山洪');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press(level);
  await page.getByRole('treeitem', { name: /哈拉布拉镇/ }).click();
  await button(page, '6 小时').click();
  await fillBlanks(page, '今天夜里');
}

describe('a duty officer', () => {
  test('pastes a bulletin, sees the fields filled and what is missing marked, and issues it', async () => {
    const { page } = await officer(browser, server);
    await compose(page);
    const bulletin =
      '应急管理局2026年7月1日14时20分发布山洪灾害黄色预警：预计今天夜里，山沟里可能发生山洪，请山沟、河边的人往高处走。';
    await page.getByRole('textbox', { name: /粘贴/ }).fill(bulletin);
    await button(page, '读取原文').click();
    await page.getByText('读好了').waitFor();
    expect(await page.getByRole('combobox', { name: '灾种' }).inputValue()).toContain('山洪');
    expect(await page.getByRole('radio', { name: /黄色/ }).isChecked()).toBe(true);
    expect(await page.getByText('未读出，请补').count()).toBeGreaterThanOrEqual(2);
    await page.getByRole('treeitem', { name: /新地乡/ }).click();
    await button(page, '6 小时').click();
    expect(await page.getByText('未读出，请补').count()).toBe(0);
    await button(page, /核对全部渠道/).click();
    await page.getByRole('heading', { name: '各渠道会这样发' }).waitFor();
    for (const mouth of ['手机通知', '大喇叭', 'CAP 1.2'])
      expect(await page.getByRole('heading', { name: mouth }).count(), mouth).toBe(1);
    await page.locator('.desk-what', { hasText: '黄色预警' }).waitFor();
    await button(page, /^签发/).click();
    await page.getByRole('heading', { name: '已发出' }).waitFor();
    const address = await page.getByRole('link', { name: '看公众看到的' }).getAttribute('href');
    expect(await text(address ?? '')).toContain('山洪');
    await expect.poll(() => text('/now/654225/'), { timeout: 20_000 }).toContain('山洪');
  });

  test('composes with the keyboard alone in fewer than 40 key actions', async () => {
    const { page } = await officer(browser, server);
    await compose(page);
    const keys = countedKeys(page);
    await keys.press('Tab');
    expect(await isOn(page, '灾种')).toBe(true);
    await keys.type('泥石流');
    await keys.press('Enter', 'Tab', '4', 'Tab');
    expect(await isOn(page, '找地方，回车选中')).toBe(true);
    await keys.type('新地');
    await keys.press('Enter', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter', 'Control+Enter');
    await page.locator('.desk-blanks input').first().waitFor();
    for (let left = await page.locator('.desk-blanks input').count(); left > 0; left -= 1) {
      await keys.type('今夜');
      await keys.press('Enter');
    }
    await keys.press('Control+Enter');
    await page.getByRole('heading', { name: '各渠道会这样发' }).waitFor();
    await keys.press('Enter');
    await page.getByRole('heading', { name: '已发出' }).waitFor();
    console.log(`a warning by keyboard: ${keys.count()} key actions`);
    expect(keys.count()).toBeLessThan(40);
  });

  test('relays a meteorological signal with its words and level locked, and the reason said', async () => {
    const { page } = await officer(browser, server, { isPhone: true });
    await compose(page);
    const signal =
      '裕民县气象台2026年7月1日14时20分发布暴雨蓝色预警信号：预计未来12小时，裕民县新地乡降雨量将达50毫米以上，请注意防范。';
    await page.getByRole('textbox', { name: /粘贴/ }).fill(signal);
    await button(page, '读取原文').click();
    await page.getByText('原文转发，已锁定').waitFor();
    await page.getByText('《气象灾害防御条例》第三十条').waitFor();
    expect(await page.getByText('裕民县气象台', { exact: true }).count()).toBeGreaterThan(0);
    expect(await page.locator('.desk-main').locator('input, textarea, select').count()).toBe(0);
    expect(await page.getByText(signal).count()).toBe(1);
  });

  test('cannot name weather as a hazard of their own', async () => {
    const { page } = await officer(browser, server);
    await compose(page);
    const hazard = page.getByRole('combobox', { name: '灾种' });
    await hazard.fill('暴雨');
    expect(await page.getByRole('option', { name: /^暴雨/ }).getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await hazard.inputValue()).toBe('');
  });

  test('sees markup as text in every mouth', async () => {
    const { page } = await officer(browser, server);
    await write(page, '4');
    await page.getByLabel(/^内容/).fill('<img src=x onerror=alert(1)>今天夜里下雨。');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '各渠道会这样发' }).waitFor();
    expect(await page.locator('.desk-mouths img[src="x"]').count()).toBe(0);
    expect(await page.locator('.desk-mouths').innerText()).toContain('<img src=x');
  });
});

describe('a red warning', () => {
  test('goes out when a second person has looked at it, and comes back with a reason when not', async () => {
    const first = await officer(browser, server, { name: '王五' });
    const second = await officer(browser, server, { name: '赵六' });
    await write(first.page, '1');
    await first.page.keyboard.press('Control+Enter');
    await first.page.getByText('需要第二人核签').waitFor();
    await button(first.page, /^送核签/).click();
    await first.page.getByText('已送核签').waitFor();

    await second.page.goto(`${server.url}/staff/alerts/`);
    await second.page
      .getByRole('link', { name: /去核签/ })
      .first()
      .click();
    await second.page.getByText('王五送来核签').waitFor();
    await second.page.getByText('有问题，退回').click();
    await second.page.getByLabel('哪里要改').fill('少了新地乡');
    await button(second.page, '退回').click();
    await first.page.getByText('少了新地乡').waitFor({ timeout: 30_000 });

    await first.page.getByRole('treeitem', { name: /新地乡/ }).click();
    await first.page.keyboard.press('Control+Enter');
    await button(first.page, /^送核签/).click();
    await first.page.getByText('已送核签').waitFor();
    await second.page.reload();
    await button(second.page, /^核签并发布/).click();
    await second.page.getByRole('heading', { name: '已发出' }).waitFor();
    await first.page.getByRole('heading', { name: '已发出' }).waitFor({ timeout: 30_000 });
  });
});

test.each([
  ['a phone', true],
  ['a desk', false],
])('the form, the lists and the preview hold up to axe at %s, in light and dark', async (_, isPhone) => {
  const { page } = await officer(browser, server, { isPhone });
  await write(page, '2');
  const look = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await axeViolations(page), `${page.url()} ${colorScheme}`).toEqual([]);
    }
    expect(await page.evaluate('document.scrollingElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  };
  await look();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: '各渠道会这样发' }).waitFor();
  await look();
  for (const path of ['alerts', 'drills', 'drills/compose', 'notices', 'notices/compose']) {
    await page.goto(`${server.url}/staff/${path}/`);
    if (path.endsWith('compose')) await page.locator('.desk').waitFor();
    await look();
  }
});

/** Whether the keyboard stands in the field with this name. */
const isOn = (page: Page, name: string): Promise<boolean> =>
  page.evaluate<boolean>(`document.activeElement?.getAttribute('aria-label') === ${JSON.stringify(name)}`);
