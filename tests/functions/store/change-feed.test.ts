import { expect, onTestFinished, test } from 'vitest';
import { exampleRevision } from '../../support/alert-example.ts';
import { freshStore } from '../../support/database.ts';
import { until } from '../../support/until.ts';
import { exampleShelter } from './example-rows.ts';

test('every listener hears what another process changed, and only after it is committed', async () => {
  const { store, pool } = await freshStore();
  const heard: string[] = [];
  const seen: number[] = [];
  onTestFinished(
    await store.listen(
      (topic) => {
        heard.push(topic);
        void store.listCurrent('2026-07-01T03:00:00.000Z').then((rows) => seen.push(rows.length));
      },
      () => heard.push('lost'),
    ),
  );
  await store.saveRevision(exampleRevision(), { mediaType: 'text/plain', body: '' });
  await store.saveShelters([exampleShelter()]);
  await until(async () => (await pool.query('select 1')) && seen.length === 2);
  expect(heard).toEqual(['alerts', 'shelters']);
  expect(seen).toEqual([1, 1]);
});

test('a listener whose connection was cut listens again and says that it missed something', async () => {
  const { store, pool } = await freshStore();
  const heard: string[] = [];
  onTestFinished(
    await store.listen(
      (topic) => heard.push(topic),
      () => heard.push('lost'),
    ),
  );
  const { rowCount } = await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'anlan-changes' and datname = current_database()`,
  );
  expect(rowCount).toBe(1);
  await until(async () => (await pool.query('select 1')) && heard.includes('lost'));
  await store.saveShelters([exampleShelter()]);
  await until(async () => (await pool.query('select 1')) && heard.length === 2);
  expect(heard).toEqual(['lost', 'shelters']);
});
