import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pushHostPolicy } from '../../../src/domain/push-endpoint.ts';
import type { Level } from '../../../src/domain/level.ts';
import { alertTopic } from '../../../src/domain/topic.ts';
import type { AlertRevision } from '../../../src/domain/alert.ts';
import { refusedChannel } from '../../../functions/channels/refused.ts';
import { newVapidKeys } from '../../../functions/channels/vapid.ts';
import { webPushChannel } from '../../../functions/channels/web-push.ts';
import type { Channel } from '../../../functions/channels/channel.ts';
import type { Store } from '../../../functions/store/store.ts';
import { deliverAlert, type DeliverDeps } from '../../../functions/use-cases/deliver-alert.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import { freshStore } from '../../support/database.ts';
import { startPushService, type PushService } from '../../support/push-service.ts';

const vapid = { ...newVapidKeys(), subject: 'mailto:duty@example.gov.cn' };
const SENT = '2026-07-01T02:34:00.000Z';
let nowMs: number;
const now = () => new Date(nowMs).toISOString();
let store: Store;
let service: PushService;
let channel: Channel;
let alarms: unknown[][];
let deps: DeliverDeps;

beforeEach(async () => {
  nowMs = Date.parse(SENT);
  ({ store } = await freshStore());
  service = await startPushService(vapid.publicKey, () => nowMs);
  const policy = pushHostPolicy([], { testOrigins: [service.origin], isProduction: false });
  channel = webPushChannel({ vapid, policy, now, timeoutMs: 20_000 });
  alarms = [];
  deps = {
    store,
    channelFor: () => channel,
    now,
    texts: { guideInstruction: () => null, nameOf: () => null, publicUrl: 'https://anlan.example' },
    alarm: (...told) => alarms.push(told),
  };
});
afterEach(async () => {
  await service.close();
  await channel.close();
});

async function device(adcodes = ['654225'], lowestLevel: Level = 'blue'): Promise<string> {
  const address = service.subscribe();
  await store.saveSubscription({
    id: randomUUID(),
    address,
    adcodes,
    lowestLevel,
    createdAt: SENT,
    seenAt: SENT,
  });
  return address.endpoint;
}

const save = (revision: AlertRevision) =>
  store.saveRevision(revision, { mediaType: 'text/plain', body: randomUUID() });
const deliver = (revision = 1) => deliverAlert(deps, { alertId: 'a1b2c3', revision });
const titles = () =>
  service.received.map(({ endpoint, text }) => [
    endpoint,
    (JSON.parse(text) as { notification: { title: string } }).notification.title,
  ]);

describe('a bulletin reaches whoever is owed it', () => {
  test('a device of the region gets it, one elsewhere or one that asked for graver levels does not', async () => {
    const here = await device(['654225100']);
    await device(['654202']);
    await device(['654225'], 'red');
    await save(exampleRevision());
    expect(await deliver()).toMatchObject({ outcome: 'done', counts: { delivered: 1 } });
    expect(titles()).toEqual([[here, '山洪橙色预警 · 裕民县']]);
    expect(service.received[0]).toMatchObject({ ttl: 9 * 3600 + 26 * 60, urgency: 'high' });
  });

  test('the same job twice sends nothing twice', async () => {
    await device();
    await save(exampleRevision());
    await deliver();
    await deliver();
    expect(service.requests).toBe(1);
  });

  test('an update follows those it left behind, and the all-clear follows everyone', async () => {
    const here = await device(['654225']);
    await save(exampleRevision());
    await deliver();
    const there = await device(['654202']);
    const moved = examplePart({
      adcodes: ['654202'],
      areas: [{ description: '乌苏市', adcodes: ['654202'], polygons: [], circles: [] }],
    });
    await save(exampleRevision({ revision: 2, action: 'update', parts: [moved] }));
    await deliver(2);
    await save(exampleRevision({ revision: 3, action: 'cancel', parts: [moved] }));
    await deliver(3);
    const cleared = titles().filter(([, title]) => title?.startsWith('【解除】'));
    expect(cleared.map(([endpoint]) => endpoint).sort()).toEqual([here, there].sort());
    expect(new Set(service.received.map(({ topic }) => topic)).size).toBe(1);
  });

  test('a dead subscription is forgotten', async () => {
    await device();
    service.misbehave = () => ({ status: 410 });
    await save(exampleRevision());
    expect(await deliver()).toMatchObject({ counts: { gone: 1 } });
    expect(await store.countSubscriptions()).toBe(0);
  });

  test('our own mistake deletes nobody, and is told once with its count', async () => {
    for (let i = 0; i < 3; i += 1) await device();
    service.misbehave = () => ({ status: 403 });
    await save(exampleRevision());
    await deliver();
    expect(await store.countSubscriptions()).toBe(3);
    expect(alarms).toEqual([['service-refused', 3, 'a1b2c3']]);
  });

  test('whoever could not be reached is tried again until the bulletin ends, and only those', async () => {
    const slow = await device();
    await device();
    service.misbehave = (endpoint) =>
      endpoint === slow ? { status: 500, headers: { 'retry-after': '0' } } : null;
    await save(exampleRevision());
    expect(await deliver()).toMatchObject({ outcome: 'again', counts: { delivered: 1, later: 1 } });
    service.misbehave = () => null;
    expect(await deliver()).toMatchObject({ outcome: 'done', counts: { delivered: 1, later: 0 } });
    expect(titles().filter(([endpoint]) => endpoint === slow)).toHaveLength(1);
  });
});

describe('what must not be sent is not sent', () => {
  test('an older revision is skipped once a newer one is stored', async () => {
    await device();
    await save(exampleRevision());
    await save(exampleRevision({ revision: 2, action: 'update' }));
    expect(await deliver(1)).toEqual({ outcome: 'skipped', reason: 'superseded' });
    expect(service.requests).toBe(0);
  });

  test('what has expired is never pushed, while a cancellation is sent however late', async () => {
    await device();
    await save(exampleRevision());
    await deliver();
    nowMs = Date.parse('2026-07-02T12:00:00.000Z');
    await save(exampleRevision({ alertId: 'old' }));
    expect(await deliverAlert(deps, { alertId: 'old', revision: 1 })).toEqual({
      outcome: 'skipped',
      reason: 'ended',
    });
    await save(exampleRevision({ revision: 2, action: 'cancel' }));
    expect(await deliver(2)).toMatchObject({ outcome: 'done', counts: { delivered: 1 } });
    expect(service.received[1]?.ttl).toBe(3600);
    expect(service.complaints).toEqual([]);
  });

  test('an unknown alert is skipped', async () => {
    expect(await deliver()).toEqual({ outcome: 'skipped', reason: 'unknown' });
  });

  test('a demonstration never reaches a device, whichever of its guards is asked', async () => {
    const revision = exampleRevision({ isDemonstration: true });
    const recipient = { subscriptionId: '1', address: service.subscribe(), adcodes: ['654225'] };
    const demo: DeliverDeps = {
      ...deps,
      store: {
        findHistory: () => Promise.resolve({ revisions: [revision] }),
        listRecipients: () => Promise.resolve([recipient]),
        recordDeliveries: () => Promise.resolve(),
      },
    };
    const skipped = { outcome: 'skipped', reason: 'demonstration' };
    expect(await deliverAlert(demo, { alertId: 'a1b2c3', revision: 1 })).toEqual(skipped);
    const message = { payload: '{}', endsAt: now(), level: null, isImmediate: true, topic: alertTopic('a') };
    const refused = await refusedChannel().send(message, recipient.address);
    expect(refused).toEqual({ outcome: 'refused', reason: 'demonstration' });
    expect(service.requests).toBe(0);
  });
});

describe('a long list is sent steadily', () => {
  test('never more than fifty are on their way, and outcomes are recorded in between', async () => {
    for (let i = 0; i < 450; i += 1) await device();
    await save(exampleRevision());
    const records: number[] = [];
    const counted: DeliverDeps = {
      ...deps,
      store: {
        findHistory: (id) => store.findHistory(id),
        listRecipients: (...asked) => store.listRecipients(...asked),
        recordDeliveries: (...told) => {
          records.push(told[2].length);
          return store.recordDeliveries(...told);
        },
      },
    };
    expect(await deliverAlert(counted, { alertId: 'a1b2c3', revision: 1 })).toMatchObject({
      counts: { delivered: 450 },
    });
    expect(service.mostAtOnce).toBeLessThanOrEqual(50);
    expect(records.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...records)).toBeLessThanOrEqual(250);
  });

  test('a run that is stopped leaves the rest owed, and the next run sends exactly the rest', async () => {
    for (let i = 0; i < 120; i += 1) await device();
    await save(exampleRevision());
    const stop = new AbortController();
    service.misbehave = () => {
      if (service.requests === 30) stop.abort();
      return null;
    };
    const first = await deliverAlert(deps, { alertId: 'a1b2c3', revision: 1 }, stop.signal);
    expect(first.outcome).toBe('stopped');
    expect(await deliver()).toMatchObject({ outcome: 'done' });
    expect(new Set(service.received.map(({ endpoint }) => endpoint)).size).toBe(120);
    expect(service.requests).toBe(120);
  });

  test('a row that breaks the sender keeps the warning from nobody else', async () => {
    const fine = await device();
    const address = { ...service.subscribe(), p256dh: 'AAAA' };
    await store.saveSubscription({
      id: '0',
      address,
      adcodes: ['654225'],
      lowestLevel: 'blue',
      createdAt: SENT,
      seenAt: SENT,
    });
    await save(exampleRevision());
    await deliver();
    expect(titles().map(([endpoint]) => endpoint)).toEqual([fine]);
    expect(alarms).toEqual([['bug', 1, 'a1b2c3']]);
  });
});
