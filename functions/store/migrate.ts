import { fileURLToPath } from 'node:url';
import type { Pool, PoolClient } from 'pg';
import { drizzle, migrate } from './drizzle.ts';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any number that nothing else in the database locks: "anlan" as five bytes. */
const MIGRATION_LOCK = 0x616e6c616e;

/**
 * Brings the tables up to date. Several processes may start at once on one database: the advisory lock lets one
 * work and the others wait, then find nothing to do. `folder` differs only for a restore of an older snapshot.
 */
export async function migrateDatabase(pool: Pool, folder: string = MIGRATIONS_FOLDER): Promise<void> {
  const client: PoolClient = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await migrate(drizzle(client), { migrationsFolder: folder });
    } finally {
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    client.release();
  }
}
