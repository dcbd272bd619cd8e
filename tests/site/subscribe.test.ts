// Long because it walks one page in one browser, in the order a person does.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';

const { url: origin } = inject('site');
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());
afterEach(() => context?.close());

/** Opens /subscribe/ on a device that `is` as described, before any script of the page. */
async function visit(
  is = '',
  options: Parameters<Browser['newContext']>[0] = {},
  path = '/subscribe/',
): Promise<Page> {
  context = await browser.newContext(options);
  const page = await context.newPage();
  await page.addInitScript(is);
  await page.goto(origin + path);
  return page;
}

/** The sentences a person sees about the state of things. */
const told = (page: Page): Promise<string> =>
  page
    .locator('push-subscribe [data-when]:visible')
    // Not `textContent`: a sentence that is hidden inside one that is shown has not been told.
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText).join(' '));
/** A worker is installed on the first visit, on a machine of two busy cores. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 20_000 });
const card = (page: Page, index = 0) => page.locator('[data-place]').nth(index);
const choose = (page: Page, county: string, index = 0): Promise<string[]> =>
  card(page, index).getByLabel('县市').selectOption({ label: county });
const subscribe = (page: Page): Promise<void> => page.locator('[data-submit]').click();

/** The bundled browser refuses all notifications; these devices answer as real ones do. */
const GRANTED = `Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
  Notification.requestPermission = async () => 'granted';`;
const SILENT = `${GRANTED} PushManager.prototype.subscribe = () => new Promise(() => {});`;
const BROKEN = `${GRANTED} PushManager.prototype.subscribe = async () => { throw new DOMException('x', 'AbortError'); };`;
/** A point that is on the curve, and a secret: the server checks them. */
const KEYS = `{ p256dh: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM', auth: 'AAAAAAAAAAAAAAAAAAAAAA' }`;
/** Subscribed at an address of its own; the same one is found again later. */
const at = (endpoint: string): string => `${GRANTED}
  const one = { endpoint: '${endpoint}', options: {}, unsubscribe: async () => { sessionStorage.removeItem('one'); return true; },
    toJSON: () => ({ endpoint: '${endpoint}', keys: ${KEYS} }) };
  PushManager.prototype.subscribe = async () => { sessionStorage.setItem('one', '1'); return one; };
  PushManager.prototype.getSubscription = async () => sessionStorage.getItem('one') ? one : null;`;
const real = (name: string): string => at(`https://updates.push.services.mozilla.com/wpush/v2/${name}`);

describe('whoever cannot be pushed to hears why, and what works instead', () => {
  test('without scripts the page offers its other ways, and no dead form', async () => {
    const page = await visit('', { javaScriptEnabled: false });
    expect(await page.locator('push-subscribe').innerText()).toContain('没有开启');
    expect(await page.locator('form:visible, button:visible').count()).toBe(0);
    for (const href of ['/place/', '/alerts/', '/alerts/feed.atom', '/care/', '/subscribe/check/'])
      expect(await page.locator(`main a[href="${href}"]:visible`).count()).toBe(1);
  });

  test.each([
    ['a browser without push', 'delete window.PushManager;', {}, '不支持推送'],
    [
      'an iPhone whose site is not on the home screen',
      'delete window.PushManager;',
      { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1' },
      '添加到主屏幕',
    ],
    ['a device that has refused before', '', {}, '不允许本站发通知'],
  ])('%s', async (_who, device, options, words) => {
    const page = await visit(device, options);
    await soon(() => told(page)).toContain(words);
  });

  test('a push service that never answers is given up after fifteen seconds', async () => {
    const page = await visit(SILENT);
    await choose(page, '裕民县');
    await page.clock.install();
    await subscribe(page);
    await soon(() => told(page)).toContain('正在订阅');
    expect(await page.locator('[data-submit]').isDisabled()).toBe(true);
    // The wait begins once the worker and the key are there; time is moved until it is over.
    await soon(async () => {
      await page.clock.runFor(15_000);
      return told(page);
    }).toContain('推送服务没有回应');
    expect(await page.locator('[data-submit]').isEnabled()).toBe(true);
    expect(await card(page).getByLabel('县市').inputValue()).toBe('654225');
  });

  test('a push service that fails is told apart', async () => {
    const page = await visit(BROKEN);
    await choose(page, '裕民县');
    await subscribe(page);
    await soon(() => told(page)).toContain('没有成功');
  });

  test('what the server refuses is said in its own words', async () => {
    const page = await visit(at('https://127.0.0.1/push'));
    await choose(page, '裕民县');
    await subscribe(page);
    const said = page.locator('[data-mistake="server"]');
    await soon(() => said.innerText()).toContain('不属于已知的推送服务');
    expect(await card(page).getByLabel('县市').inputValue()).toBe('654225');
  });
});

describe('the form', () => {
  test('asks for a place before anything else, beside the field, and keeps the rest', async () => {
    const page = await visit(GRANTED);
    await card(page).getByLabel('怎么称呼它').fill('爸妈家');
    await subscribe(page);
    expect(await told(page)).toContain('有一处要改');
    expect(await card(page).locator('[data-mistake="place"]').isVisible()).toBe(true);
    expect(await page.evaluate('document.activeElement.name')).toBe('county');
    expect(await card(page).getByLabel('怎么称呼它').inputValue()).toBe('爸妈家');
  });

  test('starts with the place chosen before', async () => {
    const page = await visit(
      `${GRANTED} localStorage.setItem('anlan.place', '{"adcode":"654225","name":"裕民县"}');`,
    );
    expect(await card(page).getByLabel('县市').inputValue()).toBe('654225');
  });

  test.each([
    ['a village of another township', '654202100201'],
    ['half a code', '654225'],
    ['words', '我们村'],
  ])('%s is not a village code; nothing that was typed is lost', async (what, code) => {
    const page = await visit(GRANTED);
    await choose(page, '裕民县');
    await card(page).getByLabel('乡镇').selectOption({ index: 1 });
    await card(page).getByText('只要某几种灾害').click();
    await card(page).getByLabel('村（社区）').fill(code);
    await subscribe(page);
    const isWrong = what !== 'words';
    expect(await card(page).locator('[data-mistake="village"]').isVisible()).toBe(isWrong);
    expect(await card(page).getByLabel('村（社区）').inputValue()).toBe(code);
  });

  test('equal hours and a pause in the past are told, and what was typed stays', async () => {
    const page = await visit(GRANTED);
    await choose(page, '裕民县');
    await page.getByLabel('夜里少打扰').check();
    await page.locator('#quiet-to').selectOption('22:00');
    await page.getByText('通告、演练、语言、暂停').click();
    await page.locator('#paused-until').fill('2020-01-01');
    await subscribe(page);
    expect(await page.locator('[data-mistake="quiet"]').isVisible()).toBe(true);
    expect(await page.locator('[data-mistake="pause"]').isVisible()).toBe(true);
    expect(await page.locator('#paused-until').inputValue()).toBe('2020-01-01');
  });

  test('keeps what was filled in when the tab is reloaded before it was sent', async () => {
    const page = await visit(GRANTED);
    await choose(page, '乌苏市');
    await page.getByLabel('夜里少打扰').check();
    await page.reload();
    await soon(() => told(page)).toContain('填的内容还在');
    expect(await card(page).getByLabel('县市').inputValue()).toBe('654202');
    expect(await page.getByLabel('夜里少打扰').isChecked()).toBe(true);
  });

  test('takes twenty places and no more', async () => {
    const page = await visit(GRANTED);
    const add = page.locator('[data-add-place]');
    for (let i = 1; i < 20; i += 1) await add.click();
    expect(await page.locator('[data-place]').count()).toBe(20);
    expect(await add.isVisible()).toBe(false);
  });

  test('can be filled in with the keyboard alone', async () => {
    const page = await visit(GRANTED);
    await card(page).getByLabel('县市').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.name')).toBe('town');
    await page.locator('[data-add-place]').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.name')).toBe('county');
    expect(await page.locator('[data-place]').count()).toBe(2);
  });

  test.each([
    ['360 by 640', { width: 360, height: 640 }],
    ['a phone at 200 %', { width: 320, height: 480 }],
  ])('fits %s without scrolling sideways, open to its last fold', async (_what, viewport) => {
    const page = await visit(GRANTED, { viewport });
    await card(page).waitFor();
    await page.evaluate(`for (const one of document.querySelectorAll('main details')) one.open = true;
      document.querySelector('[value="some"]').click(); document.querySelector('[name="quiet"]').click();`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
  });
});

describe('a device that subscribes', () => {
  test('tells the server all it asked for but what the family calls its places, and shows it after a reload', async () => {
    const page = await visit(real('whole'));
    const sent = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith('/api/subscriptions'),
    );
    await choose(page, '裕民县');
    await card(page).getByLabel('怎么称呼它').fill('爸妈家');
    await page.locator('[data-add-place]').click();
    await choose(page, '乌苏市', 1);
    await card(page, 1).getByLabel('从哪一级').selectOption('red');
    await card(page, 1).getByText('只要某几种灾害').click();
    await card(page, 1).getByLabel('只要选中的').check();
    await card(page, 1).getByLabel('暴雪').check();
    await page.getByLabel('夜里少打扰').check();
    await page.getByText('通告、演练、语言、暂停').click();
    await page.getByLabel('也要通告').check();
    await subscribe(page);
    const body = (await sent).postDataJSON() as { wish: unknown };
    expect(body.wish).toEqual({
      places: [
        { adcode: '654225', lowestLevel: 'blue', hazards: null },
        { adcode: '654202', lowestLevel: 'red', hazards: ['snow'] },
      ],
      quiet: { fromMinute: 1320, toMinute: 420 },
      wantsNotices: true,
      wantsDrills: false,
      language: 'zh-CN',
      pausedUntil: null,
    });
    expect(JSON.stringify(body)).not.toContain('爸妈');
    await soon(() => told(page)).toContain('这台设备已经订阅');
    await page.reload();
    await soon(() => page.locator('[data-summary]').innerText()).toMatch(/爸妈家：裕民县[\s\S]*乌苏市/);
    expect(await page.getByLabel('夜里少打扰').isChecked()).toBe(true);
    expect(await page.locator('[data-place-calendar] a').getAttribute('href')).toMatch(
      /^webcal:\/\/.*calendar\.ics$/,
    );
  });

  test('says on a later visit that it is still there: at once under a new address, otherwise once a day', async () => {
    const page = await visit(real('moving'));
    await choose(page, '裕民县');
    await subscribe(page);
    await soon(() => told(page)).toContain('这台设备已经订阅');
    const endpoints: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/subscriptions'))
        endpoints.push((request.postDataJSON() as { endpoint: string }).endpoint.split('/').at(-1) ?? '');
    });
    await page.goto(`${origin}/guides/`);
    await soon(() => endpoints.join()).toBe('moving');
    await page.goto(`${origin}/hotlines/`);
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
    await page.addInitScript(real('moved'));
    await page.goto(`${origin}/guides/`);
    await soon(() => endpoints.join()).toBe('moving,moved');
  });

  test('can pause and go on, and leave', async () => {
    const page = await visit(real('pausing'));
    await choose(page, '裕民县');
    await page.getByText('通告、演练、语言、暂停').click();
    const day = await page.locator('#paused-until').getAttribute('min');
    await page.locator('#paused-until').fill(day ?? '');
    await subscribe(page);
    await soon(() => told(page)).toContain('现在暂停着');
    await page.getByRole('button', { name: '现在就恢复' }).click();
    await soon(() => told(page)).not.toContain('现在暂停着');
    await page.getByRole('button', { name: '取消订阅' }).click();
    await soon(() => told(page)).toContain('已取消订阅');
  });

  test('hands its wish to another device by a link that works once', async () => {
    const old = await visit(real('old-phone'));
    await choose(old, '裕民县');
    await card(old).getByLabel('怎么称呼它').fill('爸妈家');
    await subscribe(old);
    await soon(() => told(old)).toContain('这台设备已经订阅');
    await old.goto(`${origin}/subscribe/move/`);
    await old.getByRole('button', { name: '生成链接' }).click();
    await soon(() => old.locator('#move-url').inputValue()).toContain('/subscribe/#move=');
    const link = await old.locator('#move-url').inputValue();
    expect(await old.locator('[data-code] svg').count()).toBe(1);

    const fresh = await browser.newContext();
    const page = await fresh.newPage();
    await page.addInitScript(real('new-phone'));
    await page.goto(link);
    await soon(() => told(page)).toContain('从另一台设备带过来');
    expect(page.url()).not.toContain('#');
    expect(await card(page).getByLabel('县市').inputValue()).toBe('654225');
    expect(await card(page).getByLabel('怎么称呼它').inputValue()).toBe('爸妈家');
    await subscribe(page);
    await soon(() => told(page)).toContain('这台设备已经订阅');
    await page.goto('about:blank');
    await page.goto(link);
    await soon(() => told(page)).toMatch(/已经用过/);
    await fresh.close();
  });
});

describe('the self-check', () => {
  const CHECK = '/subscribe/check/';
  const run = (page: Page): Promise<void> => page.getByRole('button', { name: '检查这台设备' }).click();
  const help = (page: Page): Promise<string> =>
    page
      .locator('self-check [data-help]:visible')
      // Not `textContent`: a sentence that is hidden inside one that is shown has not been told.
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText).join(' '));
  const states = (page: Page): Promise<(string | null)[]> =>
    page.locator('[data-step]').evaluateAll((all) => all.map((one) => one.getAttribute('data-state')));

  test('names the first step that fails, offers the other ways, and does not go on', async () => {
    const page = await visit('', {}, CHECK);
    await run(page);
    await soon(() => help(page)).toContain('通知被关掉了');
    expect(await states(page)).toEqual(['passed', 'passed', 'failed', null, null, null, null, null]);
    expect(await page.locator('[data-otherwise]').isVisible()).toBe(true);
  });

  test.each([
    ['in WeChat', 'Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0', '在浏览器打开'],
    ['on an iPhone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1', '添加到主屏幕'],
    ['in an old browser', 'Mozilla/5.0 (Windows NT 6.1) Chrome/30', '太旧'],
  ])('%s', async (_where, userAgent, words) => {
    const page = await visit('delete window.PushManager;', { userAgent }, CHECK);
    await run(page);
    await soon(() => help(page)).toContain(words);
  });

  test.each([
    ['Android', 'Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile', '手机“设置”→“应用”'],
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', '小锁'],
  ])('says where %s allows notifications', async (_who, userAgent, words) => {
    const page = await visit('', { userAgent }, CHECK);
    await run(page);
    await soon(() => help(page)).toContain(words);
    expect(await page.locator('[data-family]:visible').count()).toBe(1);
  });

  test('a device that never subscribed is sent to the form, not to a push service', async () => {
    const page = await visit(
      `${GRANTED} PushManager.prototype.getSubscription = async () => null;`,
      {},
      CHECK,
    );
    await run(page);
    await soon(() => help(page)).toContain('还没有订阅');
  });

  test('when nothing arrives within half a minute it says so, and that the service took it', async () => {
    const page = await visit(real('silent'));
    await page.route('**/self-check', (route) => route.fulfill({ json: { outcome: 'delivered' } }));
    await choose(page, '裕民县');
    await subscribe(page);
    await soon(() => told(page)).toContain('这台设备已经订阅');
    await page.goto(origin + CHECK);
    await page.clock.install();
    await run(page);
    await soon(async () => {
      await page.clock.runFor(30_000);
      return help(page);
    }).toContain('等了半分钟');
    expect((await states(page)).slice(0, 7)).toEqual(Array(7).fill('passed'));
  });

  test.each([
    ['later', '很忙'],
    ['gone', '已经失效'],
    ['refused', '是本站的问题'],
  ])('a service that says %s is told as that', async (outcome, words) => {
    const page = await visit(real(`says-${outcome}`));
    await page.route('**/self-check', (route) => route.fulfill({ json: { outcome } }));
    await choose(page, '裕民县');
    await subscribe(page);
    await soon(() => told(page)).toContain('这台设备已经订阅');
    await page.goto(origin + CHECK);
    await run(page);
    await soon(() => help(page)).toContain(words);
  });
});
