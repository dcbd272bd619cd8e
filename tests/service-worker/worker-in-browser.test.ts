import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { pushPayload } from '../../src/domain/push-payload.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';
import { launchBundledChromium } from '../support/chromium.ts';
import { deliverPush } from '../support/chromium-push.ts';
import { pageOf, startSmallSite, type SmallSite } from './small-site.ts';

// A browser on a machine of two busy cores.
vi.setConfig({ testTimeout: 30_000 });

let browser: Browser;
let context: BrowserContext;
let page: Page;
let site: SmallSite;

beforeAll(async () => {
  browser = await launchBundledChromium();
}, 60_000);
afterAll(() => browser.close());

beforeEach(async () => {
  site = await startSmallSite();
  const line = (end: string): string =>
    `<li class="level-red" data-state="in-force" data-expires-at="${end}">山洪红色预警</li>`;
  site.pages
    .set('/', { html: pageOf(line('2099-01-01T00:00:00.000Z') + line('2020-01-01T00:00:00.000Z')) })
    .set('/alerts/', { html: pageOf('全部预警') })
    .set('/shelters/', { html: pageOf('避难场所') })
    .set('/now/654225/', { html: pageOf('裕民县') })
    .set('/offline/', { html: pageOf('现在没有网') })
    .set('/guides/fire/', { html: pageOf('火灾') })
    .set('/base.css', { html: '' })
    .set('/report/status/', { html: pageOf('查询结果') })
    .set('/staff/', { html: pageOf('值班') })
    .set('/secret/', { html: pageOf('只给您看'), headers: { 'cache-control': 'no-store' } });
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(`${site.origin}/`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
  return async () => {
    await context.close();
    await site.close();
  };
}, 30_000);

const open = async (path: string): Promise<string> => {
  await page.goto(site.origin + path);
  return page.locator('body').innerHTML();
};

/** Every address in every cache: what is really on the device. */
const cachedPaths = (): Promise<string[]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return [...new Set(keys.flat().map((request) => new URL(request.url).pathname))].sort();
  });

describe('without a network', () => {
  test('the last pages with warnings open, with their age, and what has expired is greyed', async () => {
    await site.close();
    const home = await open('/');
    expect(home).toMatch(/class="stored-bar".*离线副本 · 保存于 今天 \d\d:\d\d（刚刚）· 可能已有新的预警/);
    expect(home).toContain(
      '<li class="level-red" data-state="in-force" data-expires-at="2099-01-01T00:00:00.000Z">',
    );
    expect(home).toContain('data-expires-at="2020-01-01T00:00:00.000Z" data-state="ended"><strong');
    expect(await open('/alerts/')).toContain('全部预警');
    expect(await open('/shelters/')).toContain('避难场所');
  });

  test('guides open though they were never visited, and what is not there says so', async () => {
    await site.close();
    expect(await open('/guides/fire/')).toContain('火灾');
    expect(await open('/now/999999/')).toContain('现在没有网');
  });
});

describe('with a network', () => {
  test('a page with warnings is always the server’s newest, never a stored one', async () => {
    site.pages.set('/', { html: pageOf('新的红色预警') });
    const home = await open('/');
    expect(home).toContain('新的红色预警');
    expect(home).not.toContain('stored-bar');
  });

  test('a server that fails or answers too late gives way to the stored copy, which says its age', async () => {
    await open('/now/654225/');
    site.pages.set('/now/654225/', { html: 'oops', status: 503 });
    expect(await open('/now/654225/')).toContain('stored-bar');
    site.pages.set('/now/654225/', { html: pageOf('迟到'), delayMs: 60_000 });
    expect(await open('/now/654225/')).toContain('stored-bar');
  });

  test('an open page that asks for its newer self is never given a stored copy', async () => {
    await open('/alerts/');
    site.pages.set('/alerts/', { html: 'oops', status: 503 });
    const status = await page.evaluate(
      async () => (await fetch('/alerts/', { headers: { accept: 'text/html' }, cache: 'no-store' })).status,
    );
    expect(status).toBe(503);
  });
});

describe('what may not be kept is in no cache', () => {
  test('status, staff and no-store pages, however they are opened or written', async () => {
    for (const path of [
      '/report/status/',
      '/report/status/?code=1',
      '/report/%73tatus/',
      '/staff/',
      '/secret/',
      '/now/654225/',
    ])
      await open(path);
    await page.evaluate(() =>
      fetch('/report/status/', { headers: { accept: 'text/html' } }).then((r) => r.text()),
    );
    await expect.poll(cachedPaths).toContain('/now/654225/');
    expect(await cachedPaths()).toEqual(
      ['/', '/alerts/', '/base.css', '/guides/fire/', '/now/654225/', '/offline/', '/shelters/'].sort(),
    );
  });

  test('and without a network they are not shown', async () => {
    await open('/report/status/');
    await site.close();
    expect(await open('/report/status/')).toContain('现在没有网');
  });
});

describe('a push', () => {
  test('leaves a page behind that opens without a network, and an older revision does not replace it', async () => {
    const texts = { guideInstruction: () => null, nameOf: () => null, publicUrl: site.origin };
    const end = '2099-01-01T00:00:00.000Z';
    const push = (revision: number, level: 'red' | 'orange') =>
      JSON.stringify(
        pushPayload(
          exampleRevision({
            revision,
            action: revision === 1 ? 'issue' : 'update',
            parts: [examplePart({ level, expiresAt: end })],
          }),
          ['654225'],
          '2026-07-01T03:00:00.000Z',
          texts,
        ),
      );
    // Handed over until it is taken: the protocol does not say when a push was dropped.
    const kept = async (): Promise<string[]> => {
      const paths = await cachedPaths();
      if (!paths.includes('/alerts/a1b2c3/')) await deliverPush(page, site.origin, push(2, 'red'));
      return paths;
    };
    await expect.poll(kept, { timeout: 20_000, interval: 1000 }).toContain('/alerts/a1b2c3/');
    await deliverPush(page, site.origin, push(1, 'orange'));
    await deliverPush(page, site.origin, 'not json');
    await site.close();
    expect(await open('/')).toMatch(
      /本机又收到：.*<a href="\/alerts\/a1b2c3\/">【更新】山洪红色预警 · 裕民县<\/a>/,
    );
    expect(await open('/shelters/')).not.toContain('本机又收到');
    const bulletin = await open('/alerts/a1b2c3/');
    expect(bulletin).toContain('【更新】山洪红色预警 · 裕民县');
    expect(bulletin).toContain('立即转移到高处；');
    expect(bulletin).toContain('stored-bar');
  });
});
