import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { backUp, restoreBackup } from '../../../functions/hosts/backup.ts';
import { openDataFolder } from '../../../functions/hosts/data-folder.ts';
import { openKeys } from '../../../functions/hosts/key-files.ts';
import { openPersistence } from '../../../functions/hosts/persistence.ts';
import { claimInstance } from '../../../functions/store/claim-instance.ts';
import { openPool } from '../../../functions/store/database.ts';
import { MIGRATIONS_FOLDER, migrateDatabase } from '../../../functions/store/migrate.ts';
import { exampleRevision } from '../../support/alert-example.ts';
import { createDatabase } from '../../support/database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Each starts whole databases or programs, beside other test files on a small machine. */
vi.setConfig({ testTimeout: 120_000 });

const FAST = { passphrase: 'correct horse battery staple', workFactor: 10 };

async function emptyDatabase(): Promise<string> {
  const database = await createDatabase('empty');
  onTestFinished(database.close);
  return database.connectionString;
}

/** A database as a release left it that had only the first `count` migrations, and its data folder. */
async function olderPortal(count: number) {
  const folder = join(await temporaryFolder(), 'migrations');
  await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
  const journalPath = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(journalPath, 'utf8')) as { entries: unknown[] };
  await writeFile(journalPath, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  const databaseUrl = await emptyDatabase();
  const pool = openPool(databaseUrl, 1);
  onTestFinished(() => pool.end());
  await migrateDatabase(pool, folder);
  await claimInstance(pool, false, 'of another day');
  const dataFolder = await temporaryFolder();
  await openKeys((await openDataFolder(dataFolder)).keys);
  return { dataFolder, databaseUrl, pool };
}

test('a snapshot of the embedded database, stopped, comes back on another server and in another embedded one', async () => {
  const dataFolder = await temporaryFolder();
  const common = { databaseUrl: undefined, isDemonstration: false, report: () => undefined };
  const portal = await openPersistence({ dataFolder, ...common });
  await portal.store.saveRevision(exampleRevision(), { mediaType: 'text/plain', body: '' });
  await portal.close();
  const file = join(await temporaryFolder(), 'anlan.age');
  const rows = await backUp({ dataFolder, databaseUrl: undefined, file, ...FAST });

  for (const databaseUrl of [await emptyDatabase(), undefined]) {
    const target = await temporaryFolder();
    expect(await restoreBackup({ dataFolder: target, databaseUrl, file, ...FAST })).toEqual(rows);
    const restored = await openPersistence({ ...common, dataFolder: target, databaseUrl });
    onTestFinished(() => restored.close());
    expect(await restored.store.findHistory('a1b2c3')).toEqual({ revisions: [exampleRevision()] });
    expect(restored.keys).toEqual(portal.keys);
  }
});

test('a snapshot of an older release is loaded into the tables of its day and then brought up to date', async () => {
  const { dataFolder, databaseUrl, pool } = await olderPortal(1);
  await pool.query(
    `insert into shelter (id, adcode, is_demonstration, content) values ('s', '65', false, '{}')`,
  );
  const file = join(await temporaryFolder(), 'anlan.age');
  await backUp({ dataFolder, databaseUrl, file, ...FAST });
  const target = { dataFolder: join(await temporaryFolder(), 'new'), databaseUrl: await emptyDatabase() };
  expect(await restoreBackup({ ...target, file, ...FAST })).toMatchObject({ shelter: 1, instance: 1 });
  const restored = openPool(target.databaseUrl, 1);
  onTestFinished(() => restored.end());
  const { rows } = await restored.query(
    'select count(*)::int as migrations from drizzle.__drizzle_migrations',
  );
  const journal = JSON.parse(await readFile(join(MIGRATIONS_FOLDER, 'meta/_journal.json'), 'utf8')) as {
    entries: unknown[];
  };
  expect(rows).toEqual([{ migrations: journal.entries.length }]);
});

test('a snapshot of a newer release is refused before anything is made', async () => {
  const { dataFolder, databaseUrl, pool } = await olderPortal(2);
  await pool.query('update drizzle.__drizzle_migrations set created_at = 99999999999999 where id = 2');
  const file = join(await temporaryFolder(), 'anlan.age');
  await backUp({ dataFolder, databaseUrl, file, ...FAST });
  const target = { dataFolder: join(await temporaryFolder(), 'new'), databaseUrl: await emptyDatabase() };
  await expect(restoreBackup({ ...target, file, ...FAST })).rejects.toThrow('更新版本的安澜');
});
