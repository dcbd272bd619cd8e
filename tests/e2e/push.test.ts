import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAutopush } from '../support/autopush.ts';
import type { Autopush } from '../support/autopush.ts';
import { describeInFirefox } from '../support/browser.ts';
import { launchFirefox, pushPreferences } from '../support/firefox.ts';
import type { Firefox, FirefoxTab } from '../support/firefox.ts';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { subscribe } from '../support/subscribe-script.ts';
import { startServer } from '../support/server.ts';
import type { RunningServer } from '../support/server.ts';

interface Shown {
  title: string;
  body: string;
  tag: string;
}
const shown = `navigator.serviceWorker.ready.then((r) => r.getNotifications())
  .then((all) => all.map(({ title, body, tag }) => ({ title, body, tag })))`;
describeInFirefox('a phone with stock Firefox', () => {
  let autopush: Autopush;
  let server: RunningServer;
  let firefox: Firefox;
  let tab: FirefoxTab;
  beforeAll(async () => {
    autopush = await startAutopush();
    server = await startServer({
      env: { ANLAN_TEST_PUSH_ORIGIN: autopush.origin, ANLAN_TEST_PUSH_CA: autopush.certificate },
    });
    firefox = await launchFirefox(pushPreferences(autopush.socketUrl));
    tab = await firefox.newTab();
    await tab.goto(`${server.url}/`);
    expect(await tab.evaluate(subscribe('654225', 'yellow'))).toBe(201);
  });
  afterAll(async () => {
    await firefox?.close();
    await server?.stop();
    await autopush?.close();
  });

  const issued = capMessage({
    hazard: '暴雪',
    eventCode: '11B04',
    level: '橙',
    instruction: '今晚不要出村，检查炉子和烟道。',
  });

  test('shows a warning of its region with level, area and the first instruction, from the push alone', async () => {
    await ingest(server, issued.xml);
    await expect.poll(() => tab.evaluate<Shown[]>(shown), { timeout: 15_000 }).toHaveLength(1);
    const [notification] = await tab.evaluate<Shown[]>(shown);
    const words = `${notification?.title} ${notification?.body}`;
    expect(words).toContain('暴雪');
    expect(words).toContain('橙');
    expect(words).toContain('裕民县');
    expect(words).toContain('今晚不要出村');
    expect(autopush.acknowledged).toEqual([100]);
    const headers = autopush.received[0]?.headers;
    expect(headers?.urgency).toBe('high');
    expect(headers?.topic).toMatch(/^[\w-]{1,32}$/);
    expect(Number(headers?.ttl)).toBeGreaterThan(5 * 3600);
    expect(Number(headers?.ttl)).toBeLessThanOrEqual(6 * 3600);
  });

  test('an update replaces what is shown', async () => {
    const update = capMessage({
      msgType: 'Update',
      references: issued.reference,
      hazard: '暴雪',
      eventCode: '11B04',
      level: '红',
    });
    await ingest(server, update.xml);
    await autopush.waitForAcknowledged(2);
    await expect
      .poll(async () => (await tab.evaluate<Shown[]>(shown)).map(({ title }) => title).join(), {
        timeout: 15_000,
      })
      .toContain('红');
    expect(await tab.evaluate<Shown[]>(shown)).toHaveLength(1);
  });

  test('a warning of another county, one below the chosen level and a test are not sent', async () => {
    await ingest(server, capMessage({ area: '乌苏市', adcode: '654202000000', level: '红' }).xml);
    await ingest(server, capMessage({ level: '蓝', hazard: '大风', eventCode: '11B06' }).xml);
    await ingest(server, capMessage({ level: '红', status: 'Test' }).xml).catch(() => undefined);
    const end = capMessage({
      msgType: 'Cancel',
      references: issued.reference,
      hazard: '暴雪',
      eventCode: '11B04',
      level: '红',
    });
    await ingest(server, end.xml);
    // Deliveries keep their order here, so once the all-clear is there nothing before it is still under way.
    await autopush.waitForAcknowledged(3);
    await expect
      .poll(async () => JSON.stringify(await tab.evaluate(shown)), { timeout: 15_000 })
      .toContain('解除');
    expect(autopush.received).toHaveLength(3);
  });
});
