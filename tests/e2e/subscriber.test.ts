import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAutopush, type Autopush } from '../support/autopush.ts';
import { describeInFirefox } from '../support/browser.ts';
import { launchFirefox, pushPreferences, type Firefox, type FirefoxTab } from '../support/firefox.ts';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { startServer, type RunningServer } from '../support/server.ts';

interface Shown {
  title: string;
  body: string;
}
const shown = `navigator.serviceWorker.ready.then((r) => r.getNotifications())
  .then((all) => all.map(({ title, body }) => ({ title, body })))`;
/** The half hour that it is now in Beijing, as minutes after midnight. */
const halfHour = (): number => {
  const beijing = new Date(Date.now() + 8 * 3_600_000);
  return beijing.getUTCHours() * 60 + (beijing.getUTCMinutes() < 30 ? 0 : 30);
};
const told = `document.querySelector('push-subscribe')?.dataset.state ?? ''`;

describeInFirefox('a resident with stock Firefox', () => {
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
  });
  afterAll(async () => {
    await firefox?.close();
    await server?.stop();
    await autopush?.close();
  });

  test('subscribes by the form: a place with a name of the family’s own, and quiet hours that are now', async () => {
    await tab.goto(`${server.url}/subscribe/`);
    await expect
      .poll(() => tab.evaluate<boolean>(`document.querySelector('[data-place]') !== null`), {
        timeout: 20_000,
      })
      .toBe(true);
    const from = halfHour();
    await tab.evaluate(`(() => {
      const set = (name, value) => {
        const field = document.querySelector('push-subscribe [name="' + name + '"]');
        if (field.type === 'checkbox') field.checked = value; else field.value = value;
        field.dispatchEvent(new Event('change', { bubbles: true }));
      };
      set('county', '654225');
      set('label', '爸妈家');
      set('quiet', true);
      set('quiet-from', '${from}');
      set('quiet-to', '${(from + 120) % 1440}');
      document.querySelector('[data-submit]').click();
    })()`);
    await expect.poll(() => tab.evaluate<string>(told), { timeout: 30_000 }).toBe('subscribed');
  });

  test('is told by the self-check that everything works, having been shown a test and nothing else', async () => {
    await tab.goto(`${server.url}/subscribe/check/`);
    await tab.evaluate(`document.querySelector('self-check button').click()`);
    const helped = `[...document.querySelectorAll('self-check [data-help]')].filter((one) => !one.hidden).map((one) => one.dataset.help).join()`;
    await expect.poll(() => tab.evaluate<string>(helped), { timeout: 60_000 }).toBe('passed');
    expect((await tab.evaluate<Shown[]>(shown)).map(({ title }) => title)).toEqual(['测试通知（不是预警）']);
  });

  test('is left alone by orange in quiet hours and woken by red, in the family’s words', async () => {
    const before = autopush.received.length;
    await ingest(server, capMessage({ hazard: '大风', eventCode: '11B06', level: '橙' }).xml);
    await ingest(server, capMessage({ hazard: '暴雪', eventCode: '11B04', level: '红' }).xml);
    await expect
      .poll(async () => (await tab.evaluate<Shown[]>(shown)).map(({ title }) => title).join(), {
        timeout: 30_000,
      })
      .toContain('暴雪红色预警');
    const red = (await tab.evaluate<Shown[]>(shown)).find(({ title }) => title.includes('暴雪'));
    expect(red?.body).toMatch(/^您关注的“爸妈家”：/);
    // Both were planned in this order and the red one has arrived: the orange one is held, not late.
    expect(autopush.received).toHaveLength(before + 1);
  });
});
