import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import {
  dataFrame,
  entryFrame,
  seal,
  SNAPSHOT_FORMAT,
  type SnapshotEntry,
  type SnapshotFolder,
} from './snapshot-format.ts';
import { listTables, quoted, type SnapshotTable } from './snapshot-tables.ts';

/** Memory is bounded by this, not by the size of the database: batches shrink where rows are large. */
const BATCH_BYTES = 2 ** 22;
const MAX_BATCH_ROWS = 2000;

export interface SnapshotSource {
  pool: Pool;
  folders: Record<SnapshotFolder, string>;
  /** Queues whose open jobs are owed after a restore too. */
  queues: readonly string[];
}

/**
 * Writes everything into one encrypted file while the server runs: all rows as of one moment, the work that was
 * owed, keys and attachments. `out` appears only when it is complete; it holds secrets, so only its owner may read it.
 * Resolves to the rows per table.
 */
export async function createSnapshot(
  source: SnapshotSource,
  out: string,
  passphrase: string,
  workFactor?: number,
): Promise<Record<string, number>> {
  const partial = `${out}.partial`;
  const rows: Record<string, number> = {};
  const client = await source.pool.connect();
  try {
    // One snapshot of all tables: later changes are not seen, and no writer is held up.
    await client.query('begin isolation level repeatable read, read only');
    await client.query(`set local timezone = 'UTC'`);
    const sealed = await seal(frames(client, source, rows), passphrase, workFactor);
    await pipeline(sealed, createWriteStream(partial, { flags: 'w', mode: 0o600, flush: true }));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
  await rename(partial, out);
  const folder = await open(dirname(out), 'r');
  await folder.sync().finally(() => folder.close());
  return rows;
}

async function* frames(
  client: PoolClient,
  source: SnapshotSource,
  rows: Record<string, number>,
): AsyncGenerator<Uint8Array, void> {
  yield* entryFrame(await head(client));
  for (const table of await listTables(client)) {
    yield* entryFrame({ entry: 'table', ...table });
    let count = 0;
    for await (const batch of readRows(client, selectAll(table))) {
      count += batch.length;
      yield* dataFrame(Buffer.from(`[${batch.join(',')}]`));
    }
    rows[table.name] = count;
  }
  yield* entryFrame({ entry: 'jobs' });
  for await (const batch of readRows(client, await selectOpenJobs(client, source.queues)))
    yield* dataFrame(Buffer.from(`[${batch.join(',')}]`));
  // After the rows: a file that a row of the snapshot refers to was there before the row was.
  for (const folder of ['keys', 'attachments'] as const) yield* fileFrames(folder, source.folders[folder]);
  yield* entryFrame({ entry: 'tail', rows });
}

async function head(client: PoolClient): Promise<SnapshotEntry> {
  const { rows } = await client.query<{ migrated_to: string; is_demonstration: boolean | null; at: Date }>(
    `select (select max(created_at) from drizzle.__drizzle_migrations) as migrated_to,
       (select is_demonstration from instance) as is_demonstration, now() as at`,
  );
  const found = rows[0];
  if (!found) throw new Error('a select without a table gave no row');
  return {
    entry: 'head',
    format: SNAPSHOT_FORMAT,
    createdAt: found.at.toISOString(),
    migratedTo: Number(found.migrated_to),
    isDemonstration: found.is_demonstration ?? false,
  };
}

function selectAll(table: SnapshotTable): string {
  return `select to_json(t)::text as row from (select ${table.columns.map(quoted).join(', ')} from ${quoted(table.name)}) t`;
}

async function selectOpenJobs(client: PoolClient, queues: readonly string[]): Promise<string> {
  const { rows } = await client.query<{ is_there: boolean }>(
    `select to_regclass('pgboss.job') is not null as is_there`,
  );
  if (!rows[0]?.is_there) return `select null::text as row where false`;
  const names = queues.map((name) => client.escapeLiteral(name)).join(', ') || 'null';
  return `select json_build_object('name', name, 'data', data, 'startAt', to_json(start_after))::text as row
    from pgboss.job where name in (${names}) and state in ('created', 'retry', 'active')`;
}

/** The column `row` of a query, in batches of bounded size. */
async function* readRows(client: PoolClient, query: string): AsyncGenerator<string[], void> {
  await client.query(`declare snapshot_rows no scroll cursor for ${query}`);
  // Starts small: nothing is known of the rows yet, and one may be megabytes.
  let count = 10;
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${count} from snapshot_rows`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
    const bytes = rows.reduce((sum, { row }) => sum + row.length, 0);
    const fitting = Math.floor(BATCH_BYTES / Math.max(1, bytes / rows.length));
    count = Math.max(1, Math.min(fitting, count * 4, MAX_BATCH_ROWS));
  }
  await client.query('close snapshot_rows');
}

async function* fileFrames(folder: SnapshotFolder, root: string): AsyncGenerator<Uint8Array, void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // Purged in the meantime: what may be kept no longer is rightly not in the backup.
    if (!(await stat(path).catch(() => null))) continue;
    yield* entryFrame({ entry: 'file', folder, path: relative(root, path).split(sep).join('/') });
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 }))
      yield* dataFrame(chunk as Buffer);
  }
}
