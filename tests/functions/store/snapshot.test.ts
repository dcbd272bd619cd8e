import { mkdir, open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { backUp, restoreBackup } from '../../../functions/hosts/backup.ts';
import { HostRefusal } from '../../../functions/hosts/host-refusal.ts';
import { openPersistence } from '../../../functions/hosts/persistence.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createDeliveryStore } from '../../../functions/store/delivery-queries.ts';
import { exampleRevision } from '../../support/alert-example.ts';
import { recordFor } from '../../support/deliveries.ts';
import { createDatabase, queuedJobs } from '../../support/database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { exampleShelter, exampleSubscription } from './example-rows.ts';

/** Each starts whole databases or programs, beside other test files on a small machine. */
vi.setConfig({ testTimeout: 120_000 });

const PASSPHRASE = '测试口令 correct horse battery';
const FAST = { passphrase: PASSPHRASE, workFactor: 10 };
const DOCUMENT = { mediaType: 'text/plain', body: '原文"\\\n\t😀' } as const;

async function emptyDatabase(): Promise<string> {
  const database = await createDatabase('empty');
  onTestFinished(database.close);
  return database.connectionString;
}

async function opened(dataFolder: string, databaseUrl: string) {
  const persistence = await openPersistence({
    dataFolder,
    databaseUrl,
    isDemonstration: false,
    report: (message) => console.error(message),
  });
  onTestFinished(() => persistence.close());
  return persistence;
}

/** A portal with something in every room, still running. */
async function livingPortal() {
  const dataFolder = join(await temporaryFolder(), 'data');
  const databaseUrl = await emptyDatabase();
  const portal = await opened(dataFolder, databaseUrl);
  await portal.store.saveSubscription(exampleSubscription({ adcodes: ['654225', '65'] }));
  await portal.store.saveRevision(exampleRevision(), DOCUMENT);
  const deliveries = createDeliveryStore(openDatabase(portal.pool), portal.jobs.enqueueAll);
  await recordFor(deliveries, 1, { 'device-1': 'delivered' }, '2026-07-01T02:35:00.000Z');
  await portal.store.saveShelters([exampleShelter()]);
  await portal.pool.query(
    `insert into tip_off (id, case_no, receipt_hash, content_hash, kind, category, key_file, sealed_words, received_at)
     values ('t', '1', 'r', 'c', 'fire', 'x', 'k', '\\x00ff5c', now())`,
  );
  await mkdir(join(portal.folder.attachments, 'ab'));
  await writeFile(join(portal.folder.attachments, 'ab/photo'), Buffer.alloc(3_000_000, 7));
  return { dataFolder, databaseUrl, portal };
}

/** Every table's rows, as text, in a stable order. */
async function everything(connectionString: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t order by 1`);
      found[name] = rows.map(({ row }) => row);
    }
    return found;
  } finally {
    await client.end();
  }
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HostRefusal);
  return (error as HostRefusal).message;
}

test('a snapshot of a running portal comes back whole: rows, attachments, keys and owed work', async () => {
  const { dataFolder, databaseUrl, portal } = await livingPortal();
  const file = join(await temporaryFolder(), 'anlan.age');
  const rows = await backUp({ dataFolder, databaseUrl, file, ...FAST });
  expect(rows).toMatchObject({ alert_revision: 1, subscription: 1, delivery: 1, shelter: 1, tip_off: 1 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  const target = { dataFolder: join(await temporaryFolder(), 'new'), databaseUrl: await emptyDatabase() };
  expect(await restoreBackup({ ...target, file, ...FAST })).toEqual(rows);
  expect(await everything(target.databaseUrl)).toEqual(await everything(databaseUrl));

  // It opens: the keys fit the database, and what was owed is owed.
  const restored = await opened(target.dataFolder, target.databaseUrl);
  expect(restored.keys).toEqual(portal.keys);
  expect(await readFile(join(restored.folder.attachments, 'ab/photo'))).toEqual(Buffer.alloc(3_000_000, 7));
  expect(await queuedJobs(restored.pool, 'deliver')).toMatchObject([
    { data: { alertId: 'a1b2c3', revision: 1 } },
  ]);
  expect(await restored.store.saveRevision(exampleRevision(), DOCUMENT)).toBe('already-there');
  await restored.pool.query(
    `insert into tip_off (id, case_no, receipt_hash, content_hash, kind, category, key_file, sealed_words, received_at)
     values ('t2', '2', 'r2', 'c', 'fire', 'x', 'k2', '\\x00', now())`,
  );
  const { rows: order } = await restored.pool.query('select id from tip_off order by sequence');
  expect(order).toEqual([{ id: 't' }, { id: 't2' }]);
});

test('the file tells nothing without the passphrase', async () => {
  const { dataFolder, databaseUrl, portal } = await livingPortal();
  const file = join(await temporaryFolder(), 'anlan.age');
  await backUp({ dataFolder, databaseUrl, file, ...FAST });
  const bytes = await readFile(file);
  for (const secret of ['push.example', portal.keys.vapid.privateKey, '裕民县'])
    expect(bytes.includes(secret)).toBe(false);
});

test('a wrong passphrase, a cut file, a changed file and another file are each refused, and nothing is left behind', async () => {
  const { dataFolder, databaseUrl } = await livingPortal();
  const folder = await temporaryFolder();
  const file = join(folder, 'anlan.age');
  await backUp({ dataFolder, databaseUrl, file, ...FAST });
  const whole = await readFile(file);
  const target = {
    dataFolder: join(folder, 'new'),
    databaseUrl: await emptyDatabase(),
    passphrase: PASSPHRASE,
  };
  const restored = (change: object) => refusalOf(restoreBackup({ ...target, file, ...change }));

  expect(await restored({ passphrase: 'not the passphrase' })).toContain('口令不对');
  await truncate(file, whole.length - 1000);
  expect(await restored({})).toContain('不完整或已损坏');
  await truncate(file, 300);
  expect(await restored({})).toContain('不完整或已损坏');
  await writeFile(file, whole);
  const handle = await open(file, 'r+');
  await handle.write(Buffer.from([(whole.at(-500) ?? 0) ^ 1]), 0, 1, whole.length - 500);
  await handle.close();
  expect(await restored({})).toContain('不完整或已损坏');
  await writeFile(file, '{"a": 1}');
  expect(await restored({})).toContain('不是安澜的备份文件');
  expect(await restored({ file: join(folder, 'none') })).toContain('找不到');

  // After all that the same target still takes the whole file.
  await writeFile(file, whole);
  expect(await restoreBackup({ ...target, file })).toMatchObject({ alert_revision: 1 });
});

test('a restore goes into nothing but an empty folder and an empty database', async () => {
  const { dataFolder, databaseUrl } = await livingPortal();
  const folder = await temporaryFolder();
  const file = join(folder, 'anlan.age');
  await backUp({ dataFolder, databaseUrl, file, ...FAST });
  const before = await everything(databaseUrl);
  expect(
    await refusalOf(restoreBackup({ dataFolder, databaseUrl: await emptyDatabase(), file, ...FAST })),
  ).toContain('不是空的');
  const used = { dataFolder: join(folder, 'new'), databaseUrl };
  expect(await refusalOf(restoreBackup({ ...used, file, ...FAST }))).toContain('已有数据');
  expect(await everything(databaseUrl)).toEqual(before);
});

test('a backup overwrites no file and takes no short passphrase', async () => {
  const { dataFolder, databaseUrl } = await livingPortal();
  const file = join(await temporaryFolder(), 'anlan.age');
  expect(await refusalOf(backUp({ dataFolder, databaseUrl, file, passphrase: 'short' }))).toContain('太短');
  await writeFile(file, 'precious');
  expect(await refusalOf(backUp({ dataFolder, databaseUrl, file, ...FAST }))).toContain('不会覆盖');
  expect(await readFile(file, 'utf8')).toBe('precious');
});
