import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';
import { getOnWire } from '../support/http.ts';
import { capMessage, ingest, type CapWish } from '../support/server-alerts.ts';
import { serverAt } from '../support/server.ts';

const server = serverAt(inject('site'));
const soon = { timeout: 20_000, interval: 50 };
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());

/** Ingests a bulletin of its own region and hazard, and gives its address. */
async function alertOf(wish: CapWish): Promise<string> {
  const answer = (await ingest(server, capMessage(wish).xml)) as { results: { alertId: string }[] };
  return `${server.url}/alerts/${answer.results[0]?.alertId ?? ''}/`;
}
const open = async (url: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
  const page = await browser.newPage({ locale: 'zh-CN', serviceWorkers: 'block', ...options });
  await page.goto(url);
  return page;
};
const HOSTILE =
  '</textarea></pre><img src=x onerror="window.broken=1"><script>window.broken=1</script>先到高处。';

describe('ready texts', () => {
  test('stand on the page without script, and then nothing is offered that needs one', async () => {
    const page = await open(`${await alertOf({ hazard: '山洪', adcode: '654225000000' })}mouths/`, { javaScriptEnabled: false }); // prettier-ignore
    await expect.poll(() => page.locator('#sms-text').textContent()).toContain('山洪红色预警：裕民县，至');
    expect(await page.locator('[data-copy]:visible, [data-speak]:visible').count()).toBe(0);
    expect(await page.locator('.agree').textContent()).toContain('与预警一致');
    await page.close();
  });

  test('can be heard only where a Chinese voice is installed', async () => {
    const url = `${await alertOf({ hazard: '泥石流', adcode: '654225000000' })}mouths/`;
    for (const [lang, isOffered] of [
      ['en-US', false],
      ['zh-CN', true],
    ] as const) {
      const page = await browser.newPage({ serviceWorkers: 'block' });
      await page.addInitScript(`speechSynthesis.getVoices = () => [{ lang: '${lang}', localService: true }]`);
      await page.goto(url);
      expect(await page.locator('[data-speak]').isVisible()).toBe(isOffered);
      await page.close();
    }
  });

  test('hostile words stay words on every surface', async () => {
    const url = await alertOf({ hazard: '滑坡', adcode: '654225000000', instruction: HOSTILE.replaceAll('&', '&amp;').replaceAll('<', '&lt;'), area: '裕民县' }); // prettier-ignore
    for (const path of ['mouths/', 'notice/', '../../screen/654225/']) {
      const page = await open(new URL(path, url).href);
      expect(await page.evaluate('window.broken'), path).toBeUndefined();
      expect(await page.locator('main img, main script:not([type=module]):not([src])').count(), path).toBe(0);
      await page.close();
    }
  });

  test('the picture is a PNG, its address names the revision, and an old one is asked for anew', async () => {
    const url = await alertOf({ hazard: '内涝', adcode: '654225000000' });
    const picture = await fetch(`${url}1.png`);
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('cache-control')]).toEqual([200, 'image/png', 'no-cache']); // prettier-ignore
    expect(new Uint8Array(await picture.arrayBuffer()).slice(1, 4)).toEqual(new TextEncoder().encode('PNG'));
    expect((await fetch(`${url}2.png`)).status).toBe(404);
  });
});

describe('a notice', () => {
  const places = Array.from({ length: 40 }, (_, index) => `第${index + 1}农业生产连队`).join('、');
  test.each<[string, CapWish]>([
    ['short', { instruction: '往高处走。' }],
    ['long', { instruction: '居民要立即转移到地势高的地方去并且带上证件药品和饮用水。'.repeat(20), area: places }],
    ['one endless sentence', { instruction: `居民${'立即转移到地势高的地方去'.repeat(90)}。`, description: '说明。'.repeat(900) }],
    ['letters', { instruction: 'Evacuate to higher ground at once and stay. '.repeat(20), area: 'W'.repeat(400), hazard: 'S'.repeat(60) }],
  ])('is one page of A4, whatever there is to say: %s', async (_, wish) => {
    const page = await open(`${await alertOf({ ...wish, adcode: '654225000000' })}notice/`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page(?!s)/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    const [content, paper] = await page.evaluate<[number, number]>(`(() => { const paper = document.querySelector('.paper'); return [paper.scrollHeight, paper.clientHeight]; })()`); // prettier-ignore
    expect(content).toBeLessThanOrEqual(paper);
    expect(await page.locator('.qr').count()).toBe(1);
    expect(await page.locator('.latest').textContent()).toContain('以最新发布为准');
    await page.close();
  }); // prettier-ignore
});

describe('a wall screen', () => {
  const wall = `${server.url}/screen/650202/`;

  test('is calm, shows a warning by itself, ages it by itself and says when the server is gone', async () => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, serviceWorkers: 'block' });
    await page.clock.install();
    await page.goto(wall);
    await expect.poll(() => page.locator('h1').textContent()).toBe('独山子区现在没有生效的预警');

    await alertOf({ hazard: '内涝', level: '黄', area: '独山子区', adcode: '650202000000', hours: 2 });
    await expect.poll(async () => { await page.clock.runFor(21_000); return page.locator('.slide h2').allTextContents(); }, soon).toEqual(['内涝黄色预警']); // prettier-ignore
    const slide = page.locator('.slide');
    expect(await slide.getAttribute('class')).toContain('level-yellow');
    expect(await page.evaluate("document.body.classList.contains('is-lost')")).toBe(false);

    await page.context().setOffline(true);
    await page.clock.runFor(90_000);
    await expect.poll(() => page.locator('[data-lost]').isVisible(), soon).toBe(true);
    expect(await page.locator('[data-lost]').textContent()).toContain('与服务器失去联系');

    await page.clock.runFor(3 * 3_600_000);
    await expect.poll(() => slide.getAttribute('data-state'), soon).toBe('ended');
    expect(await slide.getAttribute('class')).not.toContain('level-yellow');
    expect(await slide.locator('.over').isVisible()).toBe(true);
    await page.close();
  });

  test('without script it loads itself anew', async () => {
    expect((await getOnWire(wall)).text).toMatch(/<noscript><meta http-equiv="refresh" content="60">/);
  });

  test.each([
    ['wide', 1920, 1080],
    ['tall', 1080, 1920],
  ])('nothing of a bulletin is cut off: %s', async (_, width, height) => {
    const page = await open(wall, { viewport: { width, height } });
    const hidden = await page.evaluate<number[]>(`[...document.querySelectorAll('.slide, .deeds')].filter((e) => e.offsetParent).map((e) => e.scrollHeight - e.clientHeight)`); // prettier-ignore
    expect(Math.max(...hidden)).toBeLessThanOrEqual(1);
    await page.close();
  });

  test('a place that is none has no wall', async () => {
    expect((await fetch(`${server.url}/screen/999999/`)).status).toBe(404);
  });
});
