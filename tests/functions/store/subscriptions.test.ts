import { expect, test } from 'vitest';
import { plainWish, type Wish } from '../../../src/domain/subscription.ts';
import { freshStore } from '../../support/database.ts';
import { exampleSubscription } from './example-rows.ts';

test('a subscription is found by its endpoint as it was saved, and only by it', async () => {
  const { store } = await freshStore();
  const wanted = exampleSubscription({ adcodes: ['654225100', '65'], lowestLevel: 'orange' });
  expect(await store.saveSubscription(wanted)).toBe(wanted.id);
  expect(await store.findByEndpoint(wanted.address.endpoint)).toEqual(wanted);
  expect(await store.findByEndpoint('https://push.example/')).toBeNull();
});

test('the same endpoint again replaces what it asked for and keeps its id and first day', async () => {
  const { store } = await freshStore();
  const first = exampleSubscription();
  await store.saveSubscription(first);
  const again = {
    ...exampleSubscription({ id: 'device-2', adcodes: ['6542'], seenAt: '2026-07-01T00:00:00.000Z' }),
    address: { ...first.address, auth: 'b'.repeat(22) },
    createdAt: '2026-07-01T00:00:00.000Z',
  };
  expect(await store.saveSubscription(again)).toBe(first.id);
  expect(await store.findByEndpoint(first.address.endpoint)).toEqual({
    ...again,
    id: first.id,
    createdAt: first.createdAt,
  });
  expect(await store.countSubscriptions()).toBe(1);
});

test('everything a device asks for comes back as it was asked: places of their own level and hazards, quiet hours, pause', async () => {
  const { store } = await freshStore();
  const wish: Wish = {
    places: [
      { adcode: '654225100', lowestLevel: 'red', hazards: ['flash-flood'] },
      { adcode: '654202', lowestLevel: 'blue', hazards: null },
    ],
    quiet: { fromMinute: 1320, toMinute: 390 },
    wantsNotices: true,
    wantsDrills: true,
    language: 'ug',
    pausedUntil: '2026-07-05T00:00:00.000Z',
  };
  const wanted = exampleSubscription({}, wish);
  await store.saveSubscription(wanted);
  const found = await store.findByEndpoint(wanted.address.endpoint);
  expect(found).toEqual(wanted);
  expect([found?.adcodes, found?.lowestLevel]).toEqual([['654225100', '654202'], 'blue']);
});

test('a device stored before there were places of their own asks for what it asked for then', async () => {
  const { store, pool } = await freshStore();
  await pool.query(`insert into subscription
    (id, endpoint_hash, endpoint, p256dh, auth, regions, region_prefixes, lowest_level, created_at, seen_at)
    values ('old', 'x', 'https://push.example/old', 'p', 'a', '{654225,65}', '{654225,6542,65}', 'yellow', now(), now())`);
  await pool.query(`update subscription set endpoint_hash = encode(sha256(endpoint::bytea), 'hex')`);
  const found = await store.findByEndpoint('https://push.example/old');
  expect(found?.wish).toEqual(plainWish(['654225', '65'], 'yellow'));
});

test('quiet hours that are none are refused by the table itself', async () => {
  const { store } = await freshStore();
  const sameTwice = { quiet: { fromMinute: 60, toMinute: 60 } };
  await expect(store.saveSubscription(exampleSubscription({}, sameTwice))).rejects.toThrow();
});

test('parallel posts of one device are one subscription', async () => {
  const { store } = await freshStore();
  const endpoint = `https://push.example/${'x'.repeat(6000)}`;
  const ids = await Promise.all(
    Array.from({ length: 8 }, (_, i) => {
      const one = exampleSubscription({ id: `try-${i}` });
      return store.saveSubscription({ ...one, address: { ...one.address, endpoint } });
    }),
  );
  expect(new Set(ids).size).toBe(1);
  expect(await store.countSubscriptions()).toBe(1);
});

test('a deleted subscription is gone, and deleting it again says so', async () => {
  const { store } = await freshStore();
  const { address } = exampleSubscription();
  await store.saveSubscription(exampleSubscription());
  expect(await store.deleteByEndpoint(address.endpoint)).toBe(true);
  expect(await store.deleteByEndpoint(address.endpoint)).toBe(false);
  expect(await store.findByEndpoint(address.endpoint)).toBeNull();
});
