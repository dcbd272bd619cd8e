import { expect, test } from 'vitest';
import type { DeliveryStore } from '../../../functions/store/delivery-contract.ts';
import type { Store } from '../../../functions/store/store.ts';
import type { AlertRevision } from '../../../src/domain/alert.ts';
import { alertTopic } from '../../../src/domain/topic.ts';
import type { Subscription } from '../../../src/domain/subscription.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import { freshStore } from '../../support/database.ts';
import { recordFor, takeFor } from '../../support/deliveries.ts';
import { exampleSubscription } from './example-rows.ts';

const AT = '2026-07-01T02:35:00.000Z';

async function subscribe(store: Store, devices: Record<string, Partial<Subscription>>): Promise<void> {
  for (const [id, change] of Object.entries(devices))
    await store.saveSubscription(exampleSubscription({ id, ...change }));
}

const owed = async (deliveries: DeliveryStore, revision: AlertRevision): Promise<string[]> =>
  (await takeFor(deliveries, revision)).map((one) => one.subscriptionId);
const record = (
  deliveries: DeliveryStore,
  revision: number,
  outcomes: Parameters<typeof recordFor>[2],
): Promise<void> => recordFor(deliveries, revision, outcomes, AT);

const elsewhere = examplePart({ adcodes: ['231200'] });
const county = exampleRevision();

test('a warning reaches who chose its region, one above it or one within it, and nobody else', async () => {
  const { store, deliveries } = await freshStore();
  await subscribe(store, {
    county: { adcodes: ['654225'] },
    district: { adcodes: ['231200', '6542'] },
    neighbour: { adcodes: ['654202', '654226'] },
    none: { adcodes: [] },
    province: { adcodes: ['65'] },
    township: { adcodes: ['654225100'] },
    village: { adcodes: ['654225100201'] },
  });
  expect(await owed(deliveries, county)).toEqual(['county', 'district', 'province', 'township', 'village']);
  const township = exampleRevision({ alertId: 'other', parts: [examplePart({ adcodes: ['654225100'] })] });
  expect(await owed(deliveries, township)).toEqual(['county', 'district', 'province', 'township', 'village']);
  const nowhere = exampleRevision({ alertId: 'nowhere', parts: [examplePart({ adcodes: [] })] });
  expect(await owed(deliveries, nowhere)).toEqual([]);
});

test('a warning reaches who asked for its level or a lower one; one without a level reaches all', async () => {
  const { store, deliveries } = await freshStore();
  await subscribe(store, {
    blue: { lowestLevel: 'blue' },
    orange: { lowestLevel: 'orange' },
    red: { lowestLevel: 'red' },
    yellow: { lowestLevel: 'yellow' },
  });
  expect(await owed(deliveries, county)).toEqual(['blue', 'orange', 'yellow']);
  const ungraded = exampleRevision({ alertId: 'ungraded', parts: [examplePart({ level: null })] });
  expect(await owed(deliveries, ungraded)).toEqual(['blue', 'orange', 'red', 'yellow']);
});

test('a grave part elsewhere does not wake who asked for grave ones here', async () => {
  const { store, deliveries } = await freshStore();
  await subscribe(store, {
    here: { adcodes: ['654225100'], lowestLevel: 'red' },
    there: { adcodes: ['654225101'], lowestLevel: 'red' },
  });
  const parts = [
    examplePart({ level: 'blue', adcodes: ['654225100'] }),
    examplePart({ level: 'red', adcodes: ['654225101'] }),
  ];
  expect(await owed(deliveries, exampleRevision({ parts }))).toEqual(['there']);
});

test('who has had a revision or been refused it is not owed it again; who was put off still is', async () => {
  const { store, deliveries } = await freshStore();
  await subscribe(store, { had: {}, later: {}, refused: {} });
  await record(deliveries, 1, { had: 'delivered', later: 'later', refused: 'refused' });
  expect(await owed(deliveries, county)).toEqual(['later']);
  await record(deliveries, 1, { later: 'delivered' });
  expect(await owed(deliveries, county)).toEqual([]);
});

test('an update and an all-clear follow everyone who was sent any earlier revision, also out of the new area', async () => {
  const { store, deliveries } = await freshStore();
  await subscribe(store, { had: {}, refused: {}, there: { adcodes: ['231200'] }, untold: {} });
  await record(deliveries, 1, { had: 'delivered', refused: 'refused' });
  const update = exampleRevision({ revision: 2, action: 'update', parts: [elsewhere] });
  expect(await owed(deliveries, update)).toEqual(['had', 'there']);
  await record(deliveries, 2, { had: 'delivered', there: 'delivered' });
  const cancel = exampleRevision({ revision: 3, action: 'cancel', parts: [examplePart({ adcodes: [] })] });
  expect(await owed(deliveries, cancel)).toEqual(['had', 'there']);
});

test('a device that a killed worker may have reached hears of the next revision', async () => {
  const { store, deliveries } = await freshStore();
  await subscribe(store, { reached: {} });
  // Handed out, sent, killed: nothing was recorded.
  expect(await owed(deliveries, county)).toEqual(['reached']);
  expect(
    await owed(deliveries, exampleRevision({ revision: 2, action: 'update', parts: [elsewhere] })),
  ).toEqual(['reached']);
});

test('a late record of an old revision does not undo a newer one', async () => {
  const { store, deliveries } = await freshStore();
  await subscribe(store, { had: {} });
  const update = exampleRevision({ revision: 2, action: 'update' });
  await record(deliveries, 2, { had: 'delivered' });
  await record(deliveries, 1, { had: 'later' });
  expect(await owed(deliveries, update)).toEqual([]);
  expect(await owed(deliveries, county)).toEqual([]);
});

test('pages in id order meet every recipient once, also while outcomes are recorded between them', async () => {
  const { store, deliveries } = await freshStore();
  const ids = Array.from({ length: 25 }, (_, i) => `device-${String(i).padStart(2, '0')}`);
  await subscribe(store, Object.fromEntries(ids.map((id) => [id, {}])));
  const met: string[] = [];
  for (let after = ''; ;) {
    const page = await takeFor(deliveries, county, { after, limit: 10 });
    if (page.length === 0) break;
    met.push(...page.map((one) => one.subscriptionId));
    await record(
      deliveries,
      1,
      Object.fromEntries(page.map((one, i) => [one.subscriptionId, i % 2 ? 'later' : 'delivered'])),
    );
    after = page.at(-1)?.subscriptionId ?? '';
  }
  expect(met).toEqual(ids);
});

test('a recipient carries what sending needs and nothing more', async () => {
  const { store, deliveries } = await freshStore();
  const wanted = exampleSubscription({ adcodes: ['654225', '65'] });
  await store.saveSubscription(wanted);
  expect(await takeFor(deliveries, county, { limit: 1 })).toEqual([
    {
      subscriptionId: wanted.id,
      address: wanted.address,
      adcodes: wanted.adcodes,
      language: 'zh-CN',
      armed: null,
    },
  ]);
});

test('a device that is gone is deleted, and the ledger counts every outcome in the same breath', async () => {
  const { store, deliveries, ledger } = await freshStore();
  await subscribe(store, { a: {}, b: {}, c: {} });
  const key = { topic: 'a1b2c3', revision: 1, channel: 'web-push', batch: 'push.example#1' };
  await ledger.plan([key], AT);
  const outcomes = [
    { subscriptionId: 'a', outcome: 'delivered' as const },
    { subscriptionId: 'b', outcome: 'gone' as const },
    { subscriptionId: 'c', outcome: 'later' as const },
    { subscriptionId: 'unsubscribed', outcome: 'delivered' as const },
  ];
  const told = { topic: alertTopic('a1b2c3'), revision: 1 };
  await deliveries.record(told, outcomes, AT, { key, sent: 3 });
  expect(await store.countSubscriptions()).toBe(2);
  expect(await ledger.rowsOf('a1b2c3')).toMatchObject([
    { sent: 3, accepted: 2, gone: 1, later: 1, failed: 0, firstAt: AT, lastAt: AT },
  ]);
});

test('two workers that record the same devices at once both end', async () => {
  const { store, deliveries } = await freshStore();
  const ids = Array.from({ length: 200 }, (_, i) => `d-${i}`);
  await subscribe(store, Object.fromEntries(ids.map((id) => [id, {}])));
  const outcomes = (list: string[]) => Object.fromEntries(list.map((id) => [id, 'delivered' as const]));
  await Promise.all([
    record(deliveries, 1, outcomes(ids)),
    record(deliveries, 1, outcomes(ids.toReversed())),
  ]);
  expect(await owed(deliveries, county)).toEqual([]);
});

test('an armed key is handed out with its device once, and never again', async () => {
  const { store, deliveries, pool } = await freshStore();
  await subscribe(store, { armed: {}, bare: {} });
  await pool.query("insert into armed_key values ('armed', '\\x0102', now())");
  const first = await takeFor(deliveries, county);
  expect(first.map(({ armed }) => armed && [...armed])).toEqual([[1, 2], null]);
  expect((await takeFor(deliveries, county)).map(({ armed }) => armed)).toEqual([null, null]);
});

test('of two workers that take the same range at once, one gets the armed key', async () => {
  const { store, deliveries, pool } = await freshStore();
  await subscribe(store, { armed: {} });
  await pool.query("insert into armed_key values ('armed', '\\x0102', now())");
  const taken = await Promise.all([takeFor(deliveries, county), takeFor(deliveries, county)]);
  expect(taken.flat().filter(({ armed }) => armed !== null)).toHaveLength(1);
});

test('armed keys lie in a table that a crash empties and no backup takes', async () => {
  const { pool } = await freshStore();
  const { rows } = await pool.query("select relpersistence from pg_class where relname = 'armed_key'");
  expect(rows).toEqual([{ relpersistence: 'u' }]);
});
