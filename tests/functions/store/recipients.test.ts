import { expect, test } from 'vitest';
import type { DeliveryOutcome, Store } from '../../../functions/store/store.ts';
import type { AlertRevision } from '../../../src/domain/alert.ts';
import type { Subscription } from '../../../src/domain/subscription.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import { freshStore } from '../../support/database.ts';
import { exampleSubscription } from './example-rows.ts';

const AT = '2026-07-01T02:35:00.000Z';

async function subscribe(store: Store, devices: Record<string, Partial<Subscription>>): Promise<void> {
  for (const [id, change] of Object.entries(devices))
    await store.saveSubscription(exampleSubscription({ id, ...change }));
}

async function owed(store: Store, revision: AlertRevision): Promise<string[]> {
  return (await store.listRecipients(revision, null, 100)).map((one) => one.subscriptionId);
}

async function record(
  store: Store,
  revision: number,
  outcomes: Record<string, DeliveryOutcome['outcome']>,
): Promise<void> {
  const list = Object.entries(outcomes).map(([subscriptionId, outcome]) => ({ subscriptionId, outcome }));
  await store.recordDeliveries('a1b2c3', revision, list, AT);
}

const elsewhere = examplePart({ adcodes: ['231200'] });
const county = exampleRevision();

test('a warning reaches who chose its region, one above it or one within it, and nobody else', async () => {
  const { store } = await freshStore();
  await subscribe(store, {
    county: { adcodes: ['654225'] },
    district: { adcodes: ['231200', '6542'] },
    neighbour: { adcodes: ['654202', '654226'] },
    none: { adcodes: [] },
    province: { adcodes: ['65'] },
    township: { adcodes: ['654225100'] },
    village: { adcodes: ['654225100201'] },
  });
  expect(await owed(store, county)).toEqual(['county', 'district', 'province', 'township', 'village']);
  const township = exampleRevision({ alertId: 'other', parts: [examplePart({ adcodes: ['654225100'] })] });
  expect(await owed(store, township)).toEqual(['county', 'district', 'province', 'township', 'village']);
  const nowhere = exampleRevision({ alertId: 'nowhere', parts: [examplePart({ adcodes: [] })] });
  expect(await owed(store, nowhere)).toEqual([]);
});

test('a warning reaches who asked for its level or a lower one; one without a level reaches all', async () => {
  const { store } = await freshStore();
  await subscribe(store, {
    blue: { lowestLevel: 'blue' },
    orange: { lowestLevel: 'orange' },
    red: { lowestLevel: 'red' },
    yellow: { lowestLevel: 'yellow' },
  });
  expect(await owed(store, county)).toEqual(['blue', 'orange', 'yellow']);
  const ungraded = exampleRevision({ alertId: 'ungraded', parts: [examplePart({ level: null })] });
  expect(await owed(store, ungraded)).toEqual(['blue', 'orange', 'red', 'yellow']);
});

test('a grave part elsewhere does not wake who asked for grave ones here', async () => {
  const { store } = await freshStore();
  await subscribe(store, {
    here: { adcodes: ['654225100'], lowestLevel: 'red' },
    there: { adcodes: ['654225101'], lowestLevel: 'red' },
  });
  const parts = [
    examplePart({ level: 'blue', adcodes: ['654225100'] }),
    examplePart({ level: 'red', adcodes: ['654225101'] }),
  ];
  expect(await owed(store, exampleRevision({ parts }))).toEqual(['there']);
});

test('who has had a revision or been refused it is not owed it again; who was put off still is', async () => {
  const { store } = await freshStore();
  await subscribe(store, { had: {}, later: {}, refused: {} });
  await record(store, 1, { had: 'delivered', later: 'later', refused: 'refused' });
  expect(await owed(store, county)).toEqual(['later']);
  await record(store, 1, { later: 'delivered' });
  expect(await owed(store, county)).toEqual([]);
});

test('an update and an all-clear follow everyone who was sent any earlier revision, also out of the new area', async () => {
  const { store } = await freshStore();
  await subscribe(store, { had: {}, refused: {}, there: { adcodes: ['231200'] }, untold: {} });
  await record(store, 1, { had: 'delivered', refused: 'refused' });
  const update = exampleRevision({ revision: 2, action: 'update', parts: [elsewhere] });
  expect(await owed(store, update)).toEqual(['had', 'there']);
  await record(store, 2, { had: 'delivered', there: 'delivered' });
  const cancel = exampleRevision({ revision: 3, action: 'cancel', parts: [examplePart({ adcodes: [] })] });
  expect(await owed(store, cancel)).toEqual(['had', 'there']);
});

test('a device that a killed worker may have reached hears of the next revision', async () => {
  const { store } = await freshStore();
  await subscribe(store, { reached: {} });
  // Handed out, sent, killed: nothing was recorded.
  expect(await owed(store, county)).toEqual(['reached']);
  expect(await owed(store, exampleRevision({ revision: 2, action: 'update', parts: [elsewhere] }))).toEqual([
    'reached',
  ]);
});

test('a late record of an old revision does not undo a newer one', async () => {
  const { store } = await freshStore();
  await subscribe(store, { had: {} });
  const update = exampleRevision({ revision: 2, action: 'update' });
  await record(store, 2, { had: 'delivered' });
  await record(store, 1, { had: 'later' });
  expect(await owed(store, update)).toEqual([]);
  expect(await owed(store, county)).toEqual([]);
});

test('pages in id order meet every recipient once, also while outcomes are recorded between them', async () => {
  const { store } = await freshStore();
  const ids = Array.from({ length: 25 }, (_, i) => `device-${String(i).padStart(2, '0')}`);
  await subscribe(store, Object.fromEntries(ids.map((id) => [id, {}])));
  const met: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await store.listRecipients(county, after, 10);
    if (page.length === 0) break;
    met.push(...page.map((one) => one.subscriptionId));
    await record(
      store,
      1,
      Object.fromEntries(page.map((one, i) => [one.subscriptionId, i % 2 ? 'later' : 'delivered'])),
    );
    after = page.at(-1)?.subscriptionId ?? null;
  }
  expect(met).toEqual(ids);
});

test('a recipient carries what sending needs and nothing more', async () => {
  const { store } = await freshStore();
  const wanted = exampleSubscription({ adcodes: ['654225', '65'] });
  await store.saveSubscription(wanted);
  expect(await store.listRecipients(county, null, 1)).toEqual([
    { subscriptionId: wanted.id, address: wanted.address, adcodes: wanted.adcodes, language: 'zh-CN' },
  ]);
});

test('a device that is gone is deleted, and every outcome is counted per revision', async () => {
  const { store, pool } = await freshStore();
  await subscribe(store, { a: {}, b: {}, c: {} });
  await record(store, 1, { a: 'delivered', b: 'gone', c: 'later', unsubscribed: 'delivered' });
  await store.recordDeliveries(
    'a1b2c3',
    1,
    [{ subscriptionId: 'c', outcome: 'delivered' }],
    '2026-07-01T02:36:00.000Z',
  );
  expect(await store.countSubscriptions()).toBe(2);
  const { rows } = await pool.query(
    'select revision, outcome, count, last_at from delivery_count order by outcome',
  );
  expect(rows).toEqual([
    { revision: 1, outcome: 'delivered', count: 3, last_at: new Date('2026-07-01T02:36:00Z') },
    { revision: 1, outcome: 'gone', count: 1, last_at: new Date(AT) },
    { revision: 1, outcome: 'later', count: 1, last_at: new Date(AT) },
  ]);
});

test('two workers that record the same devices at once both end', async () => {
  const { store } = await freshStore();
  const ids = Array.from({ length: 200 }, (_, i) => `d-${i}`);
  await subscribe(store, Object.fromEntries(ids.map((id) => [id, {}])));
  const outcomes = (list: string[]) =>
    list.map((subscriptionId) => ({ subscriptionId, outcome: 'delivered' as const }));
  await Promise.all([
    store.recordDeliveries('a1b2c3', 1, outcomes(ids), AT),
    store.recordDeliveries('a1b2c3', 1, outcomes(ids.toReversed()), AT),
  ]);
  expect(await owed(store, county)).toEqual([]);
});
