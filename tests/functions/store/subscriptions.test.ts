import { expect, test } from 'vitest';
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
