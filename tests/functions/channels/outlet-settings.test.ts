import { readdir } from 'node:fs/promises';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { judgeSettings, openOutlet, type OutletWays } from '../../../functions/channels/outlet-settings.ts';
import { newWebhookSecret } from '../../../functions/channels/signature.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { exampleHandOver } from './hand-over-example.ts';

let receiver: WebhookReceiver;
let ways: OutletWays;
beforeEach(async () => {
  receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  ways = {
    internalHosts: new Set(),
    dataFolder: await temporaryFolder(),
    isDemonstration: false,
    isProduction: false,
    now: () => '2026-07-01T03:00:00.000Z',
  };
});

describe('a demonstration reaches nobody', () => {
  test('neither a gateway nor a folder, whatever is handed over', async () => {
    const folder = await temporaryFolder();
    const demonstration = { ...ways, isDemonstration: true };
    const webhook = { kind: 'webhook' as const, url: `${receiver.origin}/`, secret: newWebhookSecret() };
    for (const settings of [webhook, { kind: 'file-drop' as const, folder }])
      for (const kind of ['alert', 'drill', 'test'] as const)
        expect(await openOutlet(demonstration, settings, true).handOver(exampleHandOver({ kind }))).toEqual({
          outcome: 'refused',
          trouble: 'demonstration',
        });
    expect([receiver.requests, await readdir(folder)]).toEqual([0, []]);
  });
});

test('a blackhole is refused in production', async () => {
  const judged = await judgeSettings({ ...ways, isProduction: true }, { kind: 'blackhole' }, false);
  expect(judged).toMatchObject({ path: 'kind' });
});

test('a host of the operator’s list is internal, and only that one', async () => {
  const settings = { kind: 'webhook' as const, url: 'https://10.1.2.3:9443/', secret: newWebhookSecret() };
  const listed = { ...ways, internalHosts: new Set(['10.1.2.3', 'fd12::8']) };
  expect(await judgeSettings(listed, { ...settings, url: 'https://[fd12::8]/' }, false)).toEqual({
    address: '[fd12::8]/',
  });
  expect(await judgeSettings(listed, settings, false)).toEqual({ address: '10.1.2.3:9443/' });
  expect(await judgeSettings(listed, { ...settings, url: 'https://10.1.2.4:9443/' }, false)).toMatchObject({
    path: 'url',
  });
});

test('a stored permission is asked again at each hand-over: taken off the list, nothing is sent', async () => {
  const settings = { kind: 'webhook' as const, url: `${receiver.origin}/`, secret: newWebhookSecret() };
  const outlet = openOutlet(ways, settings, false);
  onTestFinished(() => outlet.close());
  expect(await outlet.handOver(exampleHandOver())).toMatchObject({ outcome: 'refused' });
  expect(receiver.requests).toBe(0);
});
