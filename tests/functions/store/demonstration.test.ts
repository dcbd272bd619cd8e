import { expect, test } from 'vitest';
import { DemonstrationRefused } from '../../../functions/store/store.ts';
import { exampleRevision } from '../../support/alert-example.ts';
import { freshStore, queuedJobs } from '../../support/database.ts';
import { takeFor } from '../../support/deliveries.ts';
import { exampleShelter, exampleSubscription } from './example-rows.ts';

const DOCUMENT = { mediaType: 'text/plain', body: '演示' } as const;
const demonstration = exampleRevision({ isDemonstration: true });

test('a database for real takes no demonstration row, whoever offers it', async () => {
  const { store, pool } = await freshStore();
  await expect(store.saveRevision(demonstration, DOCUMENT)).rejects.toThrow(DemonstrationRefused);
  await expect(
    store.saveShelters([exampleShelter(), exampleShelter({ id: 's2', isDemonstration: true })]),
  ).rejects.toThrow(DemonstrationRefused);
  expect(await store.listShelters(null)).toEqual([]);
  await store.saveRevision(exampleRevision(), DOCUMENT);
  await expect(pool.query('update alert_revision set is_demonstration = true')).rejects.toThrow(/refused/);
});

test('a demonstration bulletin is shown and never owed to anyone', async () => {
  const { store, deliveries, pool } = await freshStore({ isDemonstration: true });
  await store.saveSubscription(exampleSubscription());
  expect(await store.saveRevision(demonstration, DOCUMENT)).toBe('saved');
  expect(await store.listCurrent('2026-07-01T03:00:00.000Z')).toEqual([demonstration]);
  expect(await queuedJobs(pool, 'deliver')).toEqual([]);
  expect(await takeFor(deliveries, demonstration)).toEqual([]);
});
