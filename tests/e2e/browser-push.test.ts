import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import webPush from 'web-push';
import { startAutopush } from '../support/autopush.ts';
import type { Autopush } from '../support/autopush.ts';
import { describeInFirefox, describeInFullChromium } from '../support/browser.ts';
import { launchFullChromium } from '../support/chromium.ts';
import { deliverPush, grantNotifications } from '../support/chromium-push.ts';
import { launchFirefox, pushPreferences } from '../support/firefox.ts';
import type { Firefox } from '../support/firefox.ts';

// The harness itself: a push to a worker of three lines, so that a failing journey is the portal's fault.
const worker = `self.addEventListener('push', (event) => {
  event.waitUntil(self.registration.showNotification(event.data.text(), { tag: 'one' }));
});`;
const site = createServer((request, response) => {
  const isWorker = request.url === '/worker.js';
  response.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
  response.end(isWorker ? worker : '<!doctype html><title>push</title>');
});
let origin = '';
const shown = `navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.map((n) => n.title))`;

beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  origin = `http://localhost:${(site.address() as AddressInfo).port}`;
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
});

describeInFirefox('stock Firefox', () => {
  const vapid = webPush.generateVAPIDKeys();
  let autopush: Autopush;
  let firefox: Firefox;
  beforeAll(async () => {
    autopush = await startAutopush();
    firefox = await launchFirefox(pushPreferences(autopush.socketUrl));
  });
  afterAll(async () => {
    await firefox?.close();
    await autopush?.close();
  });

  test('decrypts an encrypted push and shows it', async () => {
    const tab = await firefox.newTab();
    await tab.goto(`${origin}/`);
    const subscription = await tab.evaluate<webPush.PushSubscription>(
      `navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready)
        .then((r) => r.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: '${vapid.publicKey}' }))
        .then((s) => s.toJSON())`,
    );
    const agent = new Agent({ ca: autopush.certificate });
    const vapidDetails = { subject: 'mailto:test@example.org', ...vapid };
    const answer = await webPush.sendNotification(subscription, '山洪红色预警', {
      vapidDetails,
      agent,
      TTL: 60,
    });
    expect(answer.statusCode).toBe(201);
    await autopush.waitForAcknowledged(1);
    expect(autopush.acknowledged).toEqual([100]);
    await expect.poll(() => tab.evaluate(shown), { timeout: 10_000 }).toEqual(['山洪红色预警']);
    agent.destroy();
  });
});

describeInFullChromium('a full Chromium', () => {
  test('shows a notification for a push', async () => {
    const context = await launchFullChromium();
    try {
      const page = await context.newPage();
      await grantNotifications(context, origin);
      await page.goto(`${origin}/`);
      await page.evaluate(
        `navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then(() => null)`,
      );
      // The protocol hands a push over without saying whether it was taken: it is given again until it is shown.
      const titles = async (): Promise<string[]> => {
        const found = await page.evaluate<string[]>(shown);
        if (found.length === 0) await deliverPush(page, origin, '暴雪橙色预警');
        return found;
      };
      await expect.poll(titles, { timeout: 40_000, interval: 2000 }).toContain('暴雪橙色预警');
    } finally {
      await context.close();
    }
  });
});
