import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
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
const soon = { timeout: 20_000 };

/** Issues a yellow warning for two townships; gives its public address. */
async function issue(page: Page): Promise<string> {
  await page.goto(`${server.url}/staff/alerts/compose/`);
  await page.getByRole('combobox', { name: '灾种' }).fill('农村供水突发事件');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('3');
  await page.getByRole('treeitem', { name: /新地乡/ }).click();
  await page.getByRole('treeitem', { name: /江格斯乡/ }).click();
  await page.getByRole('button', { name: '12 小时' }).click();
  await page.getByLabel(/^内容/).fill('两个乡的水源受污染，正在抢修。');
  await page.getByLabel(/^怎么做/).fill('自来水先不要喝，用桶装水。');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^签发/ }).click();
  await page.getByRole('heading', { name: '已发出' }).waitFor();
  return (await page.getByRole('link', { name: '看公众看到的' }).getAttribute('href')) ?? '';
}
const listed = (page: Page, address: string) =>
  page.getByRole('listitem').filter({ has: page.locator(`a[href="${address}"]`) });

describe('a warning that is out', () => {
  test('goes down for one place alone, and is then lifted with its reason', async () => {
    const { page } = await officer(browser, server);
    const address = await issue(page);
    await page.goto(`${server.url}/staff/alerts/`);
    await listed(page, address).getByRole('link', { name: /^更新/ }).click();
    await page.getByText('更新：改级别、范围、时间或文字。').waitFor();
    // Reloading does not begin another revision.
    await expect.poll(() => page.url()).toContain('/staff/alerts/drafts/');
    await page.reload();
    await page.getByRole('button', { name: '裕民县江格斯乡' }).click();
    await page.getByRole('button', { name: /另一些地方用别的级别/ }).click();
    const second = page.locator('[data-part="1"]');
    await second.getByRole('radio', { name: /蓝色/ }).check({ force: true });
    await second.getByRole('treeitem', { name: /江格斯乡/ }).click();
    await page.keyboard.press('Control+Enter');
    await page.locator('.desk-what').first().waitFor();
    expect(await page.locator('.desk-what').allInnerTexts()).toEqual([
      expect.stringContaining('黄色预警'),
      expect.stringContaining('蓝色预警'),
    ]);
    await page.getByRole('button', { name: /^签发更新/ }).click();
    await page.getByText('第 2 版').waitFor();
    await expect.poll(() => text(address), soon).toContain('蓝色');

    await page.goto(`${server.url}/staff/alerts/`);
    await listed(page, address).getByRole('link', { name: /^解除/ }).click();
    await page.getByLabel('解除说明').fill('水质已经合格。');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: '请写明理由' }).waitFor();
    await page.getByLabel('为什么解除').fill('抢修完成');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^解除预警/ }).click();
    await page.getByRole('heading', { name: '已发出' }).waitFor();
    await expect.poll(() => text(address), soon).toContain('抢修完成');
    expect(await text(address)).toContain('解除');
  });
});

test('an area is drawn on the map or typed, each follows the other, under the policy of the page', async () => {
  const { page } = await officer(browser, server);
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  await page.goto(`${server.url}/staff/alerts/compose/`);
  await page.getByRole('button', { name: '画一片范围' }).click();
  await page.getByRole('button', { name: '在图上画' }).click();
  const map = page.locator('.desk-map');
  await map.locator('.leaflet-pm-toolbar').first().waitFor();
  await map.scrollIntoViewIfNeeded();
  const corners = page.getByLabel(/边界上的点/);
  await corners.fill('46.1,82.9\n46.3,82.9\n46.3,83.2');
  await map.locator('path.desk-map-area').waitFor();
  await page.getByRole('button', { name: '去掉画的范围' }).click();
  await expect.poll(() => map.locator('path.desk-map-area').count()).toBe(0);

  await map.getByRole('button', { name: '绘制多边形' }).click();
  const box = await map.boundingBox();
  if (box === null) throw new Error('the map has no size');
  for (const [x, y] of [
    [0.4, 0.3],
    [0.6, 0.3],
    [0.5, 0.7],
    [0.4, 0.3],
  ] as const)
    // prettier-ignore
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  await expect.poll(async () => (await corners.inputValue()).split('\n').length).toBe(3);
  expect(await corners.inputValue()).toMatch(/^4\d\.\d+,8\d\.\d+/);
  await corners.fill('82.9,46.1 83,46.2 83,46.3');
  await page.getByText('像是写反了').waitFor();
  expect(refused).toEqual([]);
});

test.each([
  ['200 %', 640, 450],
  ['400 %', 320, 256],
])('nothing runs off the side at %s', async (_, width, height) => {
  const { page } = await officer(browser, server);
  await page.setViewportSize({ width, height });
  for (const path of ['alerts', 'alerts/compose', 'drills', 'drills/compose', 'notices', 'notices/compose']) {
    await page.goto(`${server.url}/staff/${path}/`);
    if (path.endsWith('compose')) await page.locator('.desk').waitFor();
    const wide = await page.evaluate(
      'document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth',
    );
    expect(wide, path).toBeLessThanOrEqual(0);
  }
});

test('a colleague of another county neither lists nor opens the draft, and has no button for the warning', async () => {
  const own = await officer(browser, server);
  const address = await issue(own.page);
  const other = await officer(browser, server, { adcodes: ['650202'] });
  await other.page.goto(`${server.url}/staff/alerts/`);
  const row = listed(other.page, address);
  expect(await row.getByText('不在您的辖区').count()).toBe(1);
  expect(await row.getByRole('link', { name: /更新|更正|解除/ }).count()).toBe(0);
  await own.page.goto(`${server.url}/staff/alerts/compose/`);
  await own.page.getByRole('treeitem', { name: /新地乡/ }).click();
  await own.page.getByText('已保存到服务器').waitFor();
  await other.page.goto(own.page.url());
  await other.page.getByRole('alert').filter({ hasText: '不在您负责的范围内' }).waitFor();
});
