import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBundledChromium } from '../support/chromium.ts';
import { getOnWire } from '../support/http.ts';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { serverAt } from '../support/server.ts';

const server = serverAt(inject('site'));
/** The promise is two seconds; a busy machine must not fail the rule that it arrives at all. */
const soon = { timeout: 20_000, interval: 50 };
let browser: Browser;
beforeAll(async () => {
  browser = await launchBundledChromium();
});
afterAll(() => browser?.close());

const text = async (path: string): Promise<string> => (await getOnWire(server.url + path)).text;
/** The id under which the portal shows what was ingested with this headline. */
async function alertIdOf(headline: string): Promise<string | undefined> {
  const { alerts } = JSON.parse(await text('/api/alerts')) as {
    alerts: { id?: string; alertId?: string; headline?: string }[];
  };
  const found = alerts.find((alert) => JSON.stringify(alert).includes(headline));
  return found?.id ?? found?.alertId;
}

describe('a warning that arrives as CAP', () => {
  const issued = capMessage({
    hazard: '寒潮',
    eventCode: '11B05',
    level: '橙',
    area: '裕民县',
    adcode: '654225000000',
  });
  const headline = '裕民县气象台发布寒潮橙色预警信号';

  test('is on an open page without reload, and on every surface', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/`);
    await page.waitForSelector('html[data-live=on]');
    await page.evaluate('window.isSameDocument = true');
    await ingest(server, issued.xml);
    await page.getByText(headline).first().waitFor({ timeout: soon.timeout });
    expect(await page.evaluate('window.isSameDocument')).toBe(true);
    await page.close();

    const id = await alertIdOf(headline);
    expect(id).toBeDefined();
    const surfaces = [
      '/',
      '/alerts/',
      `/alerts/${id}/`,
      '/now/654225/',
      '/alerts/feed.atom',
      '/api/alerts',
      `/alerts/${id}.cap.xml`,
    ];
    for (const path of surfaces)
      await expect.poll(() => text(path), { ...soon, message: path }).toContain(headline);
    expect(await text('/now/650202/')).not.toContain(headline);
  });

  test('sent twice, is there once', async () => {
    await ingest(server, issued.xml);
    const { alerts } = JSON.parse(await text('/api/alerts?region=654225')) as { alerts: unknown[] };
    expect(alerts.filter((alert) => JSON.stringify(alert).includes(headline))).toHaveLength(1);
  });

  test('is replaced by its update under the same address', async () => {
    const id = await alertIdOf(headline);
    const update = capMessage({
      msgType: 'Update',
      references: issued.reference,
      hazard: '寒潮',
      eventCode: '11B05',
      level: '红',
    });
    await ingest(server, update.xml);
    await expect.poll(() => text(`/alerts/${id}/`), soon).toContain('寒潮红色预警');
    await expect.poll(() => text('/now/654225/'), soon).not.toContain(headline);
  });

  test('stays visible as an all-clear after its cancellation', async () => {
    const id = await alertIdOf('寒潮红色预警');
    const end = capMessage({
      msgType: 'Cancel',
      references: issued.reference,
      hazard: '寒潮',
      eventCode: '11B05',
      level: '红',
    });
    await ingest(server, end.xml);
    await expect.poll(() => text(`/alerts/${id}/`), soon).toContain('解除');
    await expect.poll(() => text('/'), soon).toContain('解除');
  });
});

test('a message that is a test never appears as a warning', async () => {
  const drill = capMessage({ status: 'Test', hazard: '冰雹', eventCode: '11B15', level: '红' });
  await ingest(server, drill.xml).catch(() => undefined);
  for (const path of ['/', '/alerts/', '/now/654225/', '/api/alerts', '/alerts/feed.atom']) {
    expect(await text(path), path).not.toContain('冰雹红色预警');
  }
});

test('a warning leaves the home page when it expires, with nobody doing anything', async () => {
  // Three seconds of validity, counted from a second boundary because CAP has no finer time.
  const brief = capMessage({
    hazard: '大雾',
    eventCode: '11B17',
    level: '黄',
    sentAt: new Date(),
    hours: 3 / 3600,
  });
  await ingest(server, brief.xml);
  await expect.poll(() => text('/'), soon).toContain('大雾黄色预警');
  await expect.poll(() => text('/'), { timeout: 12_000, interval: 200 }).not.toContain('大雾黄色预警');
  expect(await text('/api/alerts')).not.toContain('大雾黄色预警');
});
