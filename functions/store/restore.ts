import { createReadStream } from 'node:fs';
import { cp, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../../src/domain/instant.ts';
import { openDatabase } from './database.ts';
import { migrateDatabase, MIGRATIONS_FOLDER } from './migrate.ts';
import {
  SNAPSHOT_FORMAT,
  SnapshotProblem,
  unseal,
  type SnapshotEntry,
  type SnapshotFolder,
} from './snapshot-format.ts';
import { advanceSequences, listTables, quoted, type SnapshotTable } from './snapshot-tables.ts';
import type { EnqueueInTransaction } from './store.ts';

export interface RestoreTarget {
  pool: Pool;
  folders: Record<SnapshotFolder, string>;
  /** Called once tables are there, before the first job is owed: queues must exist to take it. */
  openQueues: () => Promise<EnqueueInTransaction>;
}

type Head = Extract<SnapshotEntry, { entry: 'head' }>;

/** Reads only the head: enough to know that passphrase and version fit, before anything is made. */
export async function readSnapshotHead(file: string, passphrase: string): Promise<Head> {
  for await (const part of await openSnapshot(file, passphrase)) return checkedHead(part);
  throw new SnapshotProblem('damaged');
}

/**
 * Brings a snapshot back into an empty database and empty folders, on any PostgreSQL from 15. Rows come in one
 * transaction and are counted; a snapshot of an older release is loaded into the tables of its day and then migrated.
 * Throws SnapshotProblem; the rows are then not there. Resolves to the rows per table.
 */
export async function restoreSnapshot(
  file: string,
  passphrase: string,
  target: RestoreTarget,
): Promise<Record<string, number>> {
  const parts = await openSnapshot(file, passphrase);
  const first = await parts.next();
  if (first.done) throw new SnapshotProblem('damaged');
  const head = checkedHead(first.value);
  await refuseUnlessEmpty(target.pool);
  await migrateTo(target.pool, head.migratedTo);
  const enqueue = await target.openQueues();
  const client = await target.pool.connect();
  try {
    await client.query('begin');
    const rows = await load(parts, client, target, enqueue);
    await client.query('commit');
    await migrateDatabase(target.pool);
    return rows;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function openSnapshot(file: string, passphrase: string) {
  const handle = await open(file, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(32), 0, 32, 0);
    if (!buffer.toString('latin1').startsWith('age-encryption.org/v1\n-> scrypt'))
      throw new SnapshotProblem('not-a-snapshot');
  } finally {
    await handle.close();
  }
  return unseal(createReadStream(file) as AsyncIterable<Uint8Array>, passphrase);
}

function checkedHead(part: { kind: string; entry?: SnapshotEntry }): Head {
  if (part.entry?.entry !== 'head') throw new SnapshotProblem('not-a-snapshot');
  if (part.entry.format > SNAPSHOT_FORMAT) throw new SnapshotProblem('newer');
  return part.entry;
}

/** Nothing of ours may be there: a restore never mixes two histories. Empty tables of an earlier try are no history. */
async function refuseUnlessEmpty(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { name } of await listTables(client)) {
      const { rowCount } = await client.query(`select 1 from ${quoted(name)} limit 1`);
      if (rowCount !== 0) throw new SnapshotProblem('target-not-empty');
    }
  } finally {
    client.release();
  }
}

/** Makes the tables as they were when the snapshot was taken. */
async function migrateTo(pool: Pool, migratedTo: number): Promise<void> {
  const journalPath = join(MIGRATIONS_FOLDER, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(journalPath, 'utf8')) as { entries: { when: number }[] };
  const upTo = journal.entries.findIndex((migration) => migration.when === migratedTo);
  if (upTo === -1) throw new SnapshotProblem('newer');
  const folder = await mkdtemp(join(tmpdir(), 'anlan-migrations-'));
  try {
    await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
    const entries = journal.entries.slice(0, upTo + 1);
    await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
    await migrateDatabase(pool, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function load(
  parts: AsyncIterable<{ kind: 'entry'; entry: SnapshotEntry } | { kind: 'data'; bytes: Uint8Array }>,
  client: PoolClient,
  target: RestoreTarget,
  enqueue: EnqueueInTransaction,
): Promise<Record<string, number>> {
  const tables = await listTables(client);
  const transaction = openDatabase(client);
  let put: (bytes: Uint8Array) => Promise<unknown> = () => Promise.reject(new SnapshotProblem('damaged'));
  let handle: FileHandle | null = null;
  const closeFile = async () => {
    await handle?.sync();
    await handle?.close();
    handle = null;
  };
  try {
    for await (const part of parts) {
      if (part.kind === 'data') {
        await put(part.bytes);
        continue;
      }
      await closeFile();
      const { entry } = part;
      if (entry.entry === 'tail') {
        await advanceSequences(client, tables);
        return await counted(client, tables, entry.rows);
      }
      if (entry.entry === 'table') put = (bytes) => insertRows(client, tables, entry, bytes);
      if (entry.entry === 'jobs')
        put = async (bytes) => {
          for (const job of JSON.parse(Buffer.from(bytes).toString()) as SavedJob[])
            await enqueue(transaction, { ...job, startAt: new Date(job.startAt).toISOString() });
        };
      if (entry.entry === 'file') {
        const opened = await createFile(target.folders[entry.folder], entry.path);
        handle = opened;
        put = (bytes) => opened.writeFile(bytes);
      }
    }
  } finally {
    await closeFile();
  }
  throw new SnapshotProblem('damaged');
}

interface SavedJob {
  name: string;
  data: object;
  startAt: Instant;
}

async function insertRows(
  client: PoolClient,
  tables: readonly SnapshotTable[],
  entry: SnapshotTable,
  bytes: Uint8Array,
): Promise<void> {
  // Names come from a file: only those that this database has are ever put into a statement.
  const table = tables.find(({ name }) => name === entry.name);
  if (!table || entry.columns.some((column) => !table.columns.includes(column)))
    throw new SnapshotProblem('newer');
  const columns = entry.columns.map(quoted).join(', ');
  await client.query(
    `insert into ${quoted(table.name)} (${columns}) overriding system value
     select ${columns} from json_populate_recordset(null::${quoted(table.name)}, $1::json)`,
    [Buffer.from(bytes).toString()],
  );
}

/** The keys and attachments folders take only plain relative paths: a snapshot must not write anywhere else. */
async function createFile(root: string, path: string): Promise<FileHandle> {
  const names = path.split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..' || /[\\\0]/.test(name)))
    throw new SnapshotProblem('damaged');
  const full = join(root, ...names);
  await mkdir(dirname(full), { recursive: true, mode: 0o700 });
  return await open(full, 'wx', 0o600);
}

async function counted(
  client: PoolClient,
  tables: readonly SnapshotTable[],
  expected: Record<string, number>,
): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows: found } = await client.query<{ count: string }>(`select count(*) from ${quoted(name)}`);
    rows[name] = Number(found[0]?.count);
    if (rows[name] !== (expected[name] ?? 0)) throw new SnapshotProblem('rows-missing');
  }
  return rows;
}
