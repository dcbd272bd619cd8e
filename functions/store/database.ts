import { drizzle, type NodePgDatabase } from './drizzle.ts';
import { Pool, type PoolClient } from 'pg';
import * as schema from './schema.ts';

export type Database = NodePgDatabase<typeof schema>;

/**
 * A pool for the store. `max` is small on purpose: the embedded database allows 60 connections, and a county's
 * pages are served from a cache.
 */
export function openPool(connectionString: string, max = 10, queryTimeoutMs?: number): Pool {
  const pool = new Pool({
    connectionString,
    max,
    application_name: 'anlan',
    connectionTimeoutMillis: Math.min(10_000, queryTimeoutMs ?? 10_000),
    ...(queryTimeoutMs === undefined ? {} : { query_timeout: queryTimeoutMs }),
  });
  // An idle connection that breaks (database restarted) would end the process; the next query opens a new one.
  pool.on('error', () => undefined);
  return pool;
}

export function openDatabase(client: Pool | PoolClient): Database {
  return drizzle(client, { schema });
}

const ANSWER_WITHIN_MS = 2000;

/** Whether the database answers at all, soon: one that hangs is as good as none. */
export function isAnswering(pool: Pool): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
    pool
      .query('select 1')
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(late));
  });
}
