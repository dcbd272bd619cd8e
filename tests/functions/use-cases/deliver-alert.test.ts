// Long because all rules of a delivery share one small push service and its clock.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { armedKeys } from '../../../functions/channels/push-armed-key.ts';
import { refusedChannel } from '../../../functions/channels/refused.ts';
import { openAlert } from '../../../functions/use-cases/deliver-alert.ts';
import { deliverBatch } from '../../../functions/use-cases/deliver-batch.ts';
import { alertTopic } from '../../../src/domain/topic.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import type { PushService } from '../../support/push-service.ts';
import { alert, SENT, startDeliveryRun, titlesAt, type DeliveryRun } from '../delivery-run.ts';
import { exampleSubscription } from '../store/example-rows.ts';

let run: DeliveryRun;
let service: PushService;
const titles = () => titlesAt(service);
/** Plans and works: what the queue does by itself. */
const deliver = async (revision = 1) => {
  const planned = await run.plan(alert(revision));
  return { planned, results: await run.work() };
};
const ledger = () => run.ledger.rowsOf('a1b2c3');

beforeEach(async () => {
  run = await startDeliveryRun();
  service = run.services[0]!;
});
afterEach(() => run.close());

describe('a bulletin reaches whoever is owed it', () => {
  test('a device of the region gets it, one elsewhere or one that asked for graver levels does not', async () => {
    const here = await run.device(['654225100']);
    await run.device(['654202']);
    await run.device(['654225'], 'red');
    await run.save(exampleRevision());
    expect(await deliver()).toMatchObject({ results: [{ outcome: 'done', counts: { delivered: 1 } }] });
    expect(titles()).toEqual([[here, '山洪橙色预警 · 裕民县']]);
    expect(service.received[0]).toMatchObject({ ttl: 9 * 3600 + 26 * 60, urgency: 'high' });
    expect(await ledger()).toMatchObject([
      { state: 'settled', tries: 1, sent: 1, accepted: 1, firstAt: SENT },
    ]);
  });

  test('planned and worked on again, it sends nothing twice', async () => {
    await run.device();
    await run.save(exampleRevision());
    await deliver();
    expect(await deliver()).toEqual({ planned: { outcome: 'planned', batches: 0 }, results: [] });
    expect(service.requests).toBe(1);
  });

  test('who subscribed since gets it in another round', async () => {
    await run.device();
    await run.save(exampleRevision());
    await deliver();
    const late = await run.device();
    expect(await deliver()).toMatchObject({ planned: { batches: 1 }, results: [{ outcome: 'done' }] });
    expect(
      titles()
        .map(([endpoint]) => endpoint)
        .at(-1),
    ).toBe(late);
    expect(service.requests).toBe(2);
  });

  test('an update follows those it left behind, and the all-clear follows everyone', async () => {
    const here = await run.device(['654225']);
    await run.save(exampleRevision());
    await deliver();
    const there = await run.device(['654202']);
    const moved = examplePart({
      adcodes: ['654202'],
      areas: [{ description: '乌苏市', adcodes: ['654202'], polygons: [], circles: [] }],
    });
    await run.save(exampleRevision({ revision: 2, action: 'update', parts: [moved] }));
    await deliver(2);
    await run.save(exampleRevision({ revision: 3, action: 'cancel', parts: [moved] }));
    await deliver(3);
    const cleared = titles().filter(([, title]) => title.startsWith('【解除】'));
    expect(cleared.map(([endpoint]) => endpoint).sort()).toEqual([here, there].sort());
    expect(new Set(service.received.map(({ topic }) => topic)).size).toBe(1);
  });

  test('a dead subscription is forgotten', async () => {
    await run.device();
    service.misbehave = () => ({ status: 410 });
    await run.save(exampleRevision());
    expect(await deliver()).toMatchObject({ results: [{ counts: { gone: 1 } }] });
    expect(await run.store.countSubscriptions()).toBe(0);
    expect(await ledger()).toMatchObject([
      { state: 'settled', sent: 1, gone: 1, accepted: 0, firstAt: null },
    ]);
  });

  test('our own mistake deletes nobody, and is told once with its count', async () => {
    for (let i = 0; i < 3; i += 1) await run.device();
    service.misbehave = () => ({ status: 403 });
    await run.save(exampleRevision());
    await deliver();
    expect(await run.store.countSubscriptions()).toBe(3);
    expect(run.alarms).toEqual([['service-refused', 3, 'a1b2c3']]);
    expect(await ledger()).toMatchObject([{ state: 'settled', failed: 3, problem: 'service-refused' }]);
  });

  test('whoever could not be reached is tried again until the bulletin ends, and only those', async () => {
    const slow = await run.device();
    await run.device();
    service.misbehave = (endpoint) => (endpoint === slow ? { status: 500 } : null);
    await run.save(exampleRevision());
    expect(await deliver()).toMatchObject({
      results: [{ outcome: 'again', counts: { delivered: 1, later: 1 } }],
    });
    expect(await ledger()).toMatchObject([{ state: 'waiting', later: 1, problem: 'service-failing' }]);
    run.clock.ms += 2000;
    service.misbehave = () => null;
    expect(await run.work()).toMatchObject([{ outcome: 'done', counts: { delivered: 1, later: 0 } }]);
    expect(titles().filter(([endpoint]) => endpoint === slow)).toHaveLength(1);
    expect(await ledger()).toMatchObject([{ state: 'settled', tries: 2, sent: 3, accepted: 2, later: 0 }]);
  });

  test('a key armed beforehand is used, and is gone after', async () => {
    const armed = armedKeys(randomBytes(32));
    const address = service.subscribe();
    const sealed = armed.arm(address);
    await run.store.saveSubscription(exampleSubscription({ id: 'armed', address }));
    await run.pool.query("insert into armed_key values ('armed', $1, now())", [sealed]);
    const given: unknown[] = [];
    const { channel } = run.deps;
    run.deps.channel = {
      send: (message, to, key) => {
        given.push(key);
        return channel.send(message, to, key);
      },
    };
    await run.save(exampleRevision());
    await deliver();
    expect(given).toEqual([sealed]);
    expect((await run.pool.query('select 1 from armed_key')).rowCount).toBe(0);
  });
});

describe('what must not be sent is not sent', () => {
  test('an older revision is skipped once a newer one is stored', async () => {
    await run.device();
    await run.save(exampleRevision());
    await run.plan(alert());
    await run.save(exampleRevision({ revision: 2, action: 'update' }));
    expect(await run.plan(alert())).toEqual({ outcome: 'skipped', reason: 'superseded' });
    expect(await run.work()).toMatchObject([{ outcome: 'superseded' }]);
    expect(await ledger()).toMatchObject([{ revision: 1, state: 'superseded', sent: 0 }]);
    expect(service.requests).toBe(0);
  });

  test('planning a newer revision closes the older one’s batches', async () => {
    await run.device();
    await run.save(exampleRevision());
    await run.plan(alert());
    await run.save(exampleRevision({ revision: 2, action: 'update' }));
    await run.plan(alert(2));
    expect((await ledger()).map(({ revision, state }) => [revision, state])).toEqual([
      [2, 'waiting'],
      [1, 'superseded'],
    ]);
    await run.work();
    expect(titles().map(([, title]) => title)).toEqual(['【更新】山洪橙色预警 · 裕民县']);
  });

  test('what has expired is never pushed, while a cancellation is sent however late', async () => {
    await run.device();
    await run.save(exampleRevision());
    await deliver();
    run.clock.ms = Date.parse('2026-07-02T12:00:00.000Z');
    await run.save(exampleRevision({ alertId: 'old' }));
    expect(await run.plan(alert(1, 'old'))).toEqual({ outcome: 'skipped', reason: 'ended' });
    await run.save(exampleRevision({ revision: 2, action: 'cancel' }));
    expect(await deliver(2)).toMatchObject({ results: [{ outcome: 'done', counts: { delivered: 1 } }] });
    expect(service.received[1]?.ttl).toBe(3600);
    expect(service.complaints).toEqual([]);
  });

  test('a batch that is still owed when the bulletin ends is closed as ended', async () => {
    await run.device();
    service.misbehave = () => ({ status: 503 });
    await run.save(exampleRevision());
    await deliver();
    run.clock.ms = Date.parse('2026-07-02T12:00:00.000Z');
    expect(await run.work()).toMatchObject([{ outcome: 'ended' }]);
    expect(await ledger()).toMatchObject([{ state: 'ended', sent: 1, nextAt: null }]);
  });

  test('an unknown alert is skipped', async () => {
    expect(await run.plan(alert())).toEqual({ outcome: 'skipped', reason: 'unknown' });
  });

  test('a demonstration never reaches a device, whichever of its guards is asked', async () => {
    const revision = exampleRevision({ isDemonstration: true });
    const demo = { ...run.deps, store: { findHistory: () => Promise.resolve({ revisions: [revision] }) } };
    expect(await openAlert(demo, { alertId: 'a1b2c3', revision: 1 })).toEqual({ skipped: 'demonstration' });
    await run.device();
    const host = new URL(service.origin).host;
    const telling = {
      topic: alertTopic('a1b2c3'),
      revision: 1,
      audience: { of: 'alert', revision, context: null },
    } as const;
    expect(await run.deliveries.take(telling, { host, after: '', to: null }, 10)).toEqual([]);
    const jobFor = () => ({ name: 'deliver-batch', data: {} });
    expect(await run.deliveries.plan(telling, { size: 10, at: SENT, jobFor })).toBe(0);
    const message = { payload: '{}', endsAt: SENT, level: null, isImmediate: true, topic: alertTopic('a') };
    const refused = await refusedChannel().send(message, service.subscribe());
    expect(refused).toEqual({ outcome: 'refused', reason: 'demonstration' });
    expect(service.requests).toBe(0);
  });
});

describe('a long list is sent steadily', () => {
  test('never more than fifty of a batch are on their way, and outcomes are recorded in between', async () => {
    for (let i = 0; i < 350; i += 1) await run.device();
    await run.save(exampleRevision());
    const records: number[] = [];
    const { deliveries } = run;
    run.deps.deliveries = {
      ...deliveries,
      record: (...told) => {
        records.push(told[1].length);
        return deliveries.record(...told);
      },
    };
    await deliver();
    // What a busy machine did not get through in time is owed to the next run.
    for (let runs = 0; service.received.length < 350 && runs < 5; runs += 1) {
      run.clock.ms += 60_000;
      await run.work();
    }
    expect(new Set(service.received.map(({ endpoint }) => endpoint)).size).toBe(350);
    expect(service.mostAtOnce).toBeLessThanOrEqual(50);
    expect(records.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...records)).toBeLessThanOrEqual(150);
  });

  test('a run that is stopped leaves the rest owed, and the next run sends exactly the rest', async () => {
    for (let i = 0; i < 120; i += 1) await run.device();
    await run.save(exampleRevision());
    const stop = new AbortController();
    service.misbehave = () => {
      if (service.requests === 30) stop.abort();
      return null;
    };
    await run.plan(alert());
    expect(await run.work(stop.signal)).toMatchObject([{ outcome: 'again' }]);
    run.clock.ms += 2000;
    expect(await run.work()).toMatchObject([{ outcome: 'done' }]);
    expect(new Set(service.received.map(({ endpoint }) => endpoint)).size).toBe(120);
    expect(service.requests).toBe(120);
  });

  test('a row that breaks the sender keeps the warning from nobody else', async () => {
    const fine = await run.device();
    const address = { ...service.subscribe(), p256dh: 'AAAA' };
    await run.store.saveSubscription(exampleSubscription({ id: randomUUID(), address }));
    await run.save(exampleRevision());
    await deliver();
    expect(titles().map(([endpoint]) => endpoint)).toEqual([fine]);
    expect(run.alarms).toEqual([['bug', 1, 'a1b2c3']]);
  });

  test('batches are ranges that meet every device once, also those that subscribe meanwhile', async () => {
    await run.close();
    run = await startDeliveryRun({ batchSize: 10 });
    service = run.services[0]!;
    for (let i = 0; i < 35; i += 1) await run.device();
    await run.save(exampleRevision());
    expect(await run.plan(alert())).toEqual({ outcome: 'planned', batches: 4 });
    for (let i = 0; i < 10; i += 1) await run.device();
    await run.work();
    const met = titles().map(([endpoint]) => endpoint);
    expect([met.length, new Set(met).size]).toEqual([45, 45]);
  });

  test('a batch is not begun before the time its service asked for', async () => {
    await run.device();
    service.misbehave = () => ({ status: 429, headers: { 'retry-after': '90' } });
    await run.save(exampleRevision());
    expect(await deliver()).toMatchObject({ results: [{ outcome: 'again', seconds: 90 }] });
    service.misbehave = () => null;
    run.clock.ms += 60_000;
    expect(await run.work()).toMatchObject([{ outcome: 'again', seconds: 30 }]);
    expect(service.requests).toBe(1);
    run.clock.ms += 30_000;
    expect(await run.work()).toMatchObject([{ outcome: 'done' }]);
  });
});

test('a batch whose row is not in the ledger sends nothing', async () => {
  await run.device();
  await run.save(exampleRevision());
  const open = (ref: { revision: number }) =>
    openAlert(run.deps, { alertId: 'a1b2c3', revision: ref.revision });
  const range = { host: new URL(service.origin).host, after: '', to: null };
  const work = { telling: alert(), batch: 'nobody planned it', range };
  expect(await deliverBatch({ ...run.deps, open }, work)).toEqual({ outcome: 'closed' });
  expect(service.requests).toBe(0);
});
