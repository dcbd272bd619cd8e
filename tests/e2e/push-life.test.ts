import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInFirefox, describeInFullChromium } from '../support/browser.ts';
import { chromiumPhone, firefoxPhone, type Phone } from '../support/phone.ts';
import { capMessage, ingest, type CapWish } from '../support/server-alerts.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { subscribe } from '../support/subscribe-script.ts';

/** Presses the page's own button, once it has found that this device is subscribed, and waits for its word. */
const UNSUBSCRIBE = `(async () => {
  const seen = async (selector) => {
    for (;;) {
      const found = document.querySelector(selector);
      if (found !== null && !found.hidden) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  (await seen('[data-leave]')).click();
  await seen('[data-when="left"]');
  return (await (await navigator.serviceWorker.ready).pushManager.getSubscription()) === null;
})()`;
const SHOWN = `navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.map((n) => n.title))`;
const ENDPOINT = `navigator.serviceWorker.ready.then((r) => r.pushManager.getSubscription()).then((s) => s && s.endpoint)`;

const PATIENCE_MS = 120_000;
/**
 * A browser that was just started looks for its push service at times of its own, and after one failure waits longer
 * and longer (minutes were seen): then it is switched off and on again, as a person would.
 */
const OFF_AND_ON_MS = 12_000;

const about = (wish: CapWish) => capMessage({ hazard: '暴雪', eventCode: '11B04', level: '橙', ...wish });

/** The whole life of a subscription on one phone, in order: each test goes on where the one before has ended. */
function lifeOf(startPhone: () => Promise<Phone>, canBeForgotten: boolean): void {
  let phone: Phone;
  let server: RunningServer;
  let reference = '';
  const titles = () => phone.onPage<string[]>(`${server.url}/offline/`, SHOWN);
  const shows = async (words: string) => {
    let onSince = performance.now();
    const look = async () => {
      if (!phone.isListening() && performance.now() - onSince > OFF_AND_ON_MS) {
        await phone.shut();
        await phone.open();
        onSince = performance.now();
      }
      return (await titles()).join();
    };
    await expect.poll(look, { timeout: PATIENCE_MS, interval: 1000 }).toContain(words);
  };
  const update = (wish: CapWish) => {
    const message = about({ msgType: 'Update', references: reference, ...wish });
    ({ reference } = message);
    return ingest(server, message.xml);
  };

  beforeAll(async () => {
    phone = await startPhone();
    server = await startServer({
      env: { ANLAN_TEST_PUSH_ORIGIN: phone.push.origin, ANLAN_TEST_PUSH_CA: phone.push.certificate },
    });
    await phone.allow(server.url);
    await phone.open();
  }, 400_000);
  afterAll(async () => {
    await phone?.close();
    await server?.stop();
  });

  test(
    'a warning is shown while no page of the site is open',
    async () => {
      expect(await phone.onPage<number>(`${server.url}/`, subscribe('654225', 'blue'))).toBe(201);
      const issued = about({});
      ({ reference } = issued);
      await ingest(server, issued.xml);
      await expect.poll(() => phone.taken(), { timeout: 30_000 }).toBe(1);
      await shows('暴雪橙色预警');
    },
    2 * PATIENCE_MS,
  );

  test(
    'an update replaces it',
    async () => {
      await update({ level: '红' });
      await shows('【更新】暴雪红色预警');
      expect(await titles()).toHaveLength(1);
    },
    2 * PATIENCE_MS,
  );

  test(
    'what was said while the phone was off is there after it is on again, the last word alone',
    async () => {
      await phone.shut();
      const before = phone.taken();
      await update({ level: '黄' });
      await expect.poll(() => phone.taken(), { timeout: 30_000 }).toBe(before + 1);
      await update({ level: '蓝' });
      await expect.poll(() => phone.taken(), { timeout: 30_000 }).toBe(before + 2);
      await phone.open();
      await shows('【更新】暴雪蓝色预警');
      expect(await titles()).toHaveLength(1);
    },
    2 * PATIENCE_MS,
  );

  test(
    'the all-clear replaces the warning',
    async () => {
      await update({ msgType: 'Cancel', level: '蓝' });
      await shows('【解除】');
      expect(await titles()).toHaveLength(1);
    },
    2 * PATIENCE_MS,
  );

  if (canBeForgotten)
    test(
      'a device that its service has lost subscribes again by itself and gets the next warning',
      async () => {
        const old = await phone.onPage<string>(`${server.url}/offline/`, ENDPOINT);
        phone.forgetDevice?.();
        const renewed = async () =>
          (await phone.onPage<string | null>(`${server.url}/offline/`, ENDPOINT)) ?? old;
        await expect.poll(renewed, { timeout: PATIENCE_MS, interval: 1000 }).not.toBe(old);
        await ingest(server, capMessage({ hazard: '大风', eventCode: '11B06', level: '橙' }).xml);
        await shows('大风橙色预警');
      },
      2 * PATIENCE_MS,
    );

  test(
    'after unsubscribing nothing is sent any more',
    async () => {
      const before = phone.taken();
      expect(await phone.onPage<boolean>(`${server.url}/subscribe/`, UNSUBSCRIBE)).toBe(true);
      await ingest(server, capMessage({ hazard: '冰雹', eventCode: '11B15', level: '红' }).xml);
      const answer = await fetch(`${server.url}/api/operator/health`, {
        headers: { authorization: `Bearer ${await server.operatorToken()}` },
      });
      expect(await answer.json()).toMatchObject({ subscriptions: 0, deliveries: { openBatches: 0 } });
      expect(phone.taken()).toBe(before);
    },
    2 * PATIENCE_MS,
  );
}

describeInFirefox('the life of a subscription in stock Firefox', () => lifeOf(firefoxPhone, true));
// Chromium's service keeps what it has registered; there the event comes from nobody.
describeInFullChromium('the life of a subscription in a full Chromium', () => lifeOf(chromiumPhone, false));
