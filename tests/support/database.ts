import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { startSender } from '../../functions/jobs/boss.ts';
import { claimInstance } from '../../functions/store/claim-instance.ts';
import { openDatabase, openPool } from '../../functions/store/database.ts';
import type { DeliveryStore } from '../../functions/store/delivery-contract.ts';
import { createDeliveryStore } from '../../functions/store/delivery-queries.ts';
import type { DeliveryLedger } from '../../functions/store/ledger-contract.ts';
import { createLedger } from '../../functions/store/ledger-queries.ts';
import { createPostgresStore } from '../../functions/store/postgres-store.ts';
import type { EnqueueInTransaction, Store } from '../../functions/store/store.ts';
import { inDatabase } from './embedded-database.ts';

export interface FreshStore {
  store: Store;
  deliveries: DeliveryStore;
  ledger: DeliveryLedger;
  /** For stores that send jobs in the transaction of their rows. */
  enqueue: EnqueueInTransaction;
  pool: pg.Pool;
  connectionString: string;
}

export interface FreshOptions {
  /** A database for demonstration: takes 演示数据, which others refuse. */
  isDemonstration?: boolean;
}

/**
 * A new empty migrated database, a copy of the run's template. Dropped when the test ends.
 * Call it inside a test or a `beforeEach`; for a `beforeAll` use `openFreshStore` and close it yourself.
 */
export async function freshStore(options: FreshOptions = {}): Promise<FreshStore> {
  const { close, ...fresh } = await openFreshStore(options);
  onTestFinished(close);
  return fresh;
}

export async function openFreshStore(
  options: FreshOptions = {},
): Promise<FreshStore & { close(): Promise<void> }> {
  const { connectionString, close } = await createDatabase('template');
  const pool = openPool(connectionString, 4);
  await claimInstance(pool, options.isDemonstration ?? false, 'test');
  const sender = await startSender(pool, (message) => console.error(message));
  return {
    store: createPostgresStore({ pool, connectionString, enqueue: sender.enqueue }),
    deliveries: createDeliveryStore(openDatabase(pool), sender.enqueueAll),
    ledger: createLedger(openDatabase(pool), sender.enqueue),
    enqueue: sender.enqueue,
    pool,
    connectionString,
    close: async () => {
      await sender.stop();
      await pool.end();
      await close();
    },
  };
}

/**
 * The next copy of the template, being made while this test runs: the copying is PostgreSQL's work, on the other core.
 * The last one of a file is never asked for and goes with the cluster.
 */
let next: Promise<string> | null = null;

/** A new database, a copy of the migrated template or with nothing in it. */
export async function createDatabase(
  kind: 'template' | 'empty',
): Promise<{ connectionString: string; close(): Promise<void> }> {
  const { connectionString, template } = inject('database');
  const name = kind === 'empty' ? await copyOf('template0') : await (next ?? copyOf(template));
  if (kind === 'template') {
    next = copyOf(template);
    // Who takes it hears of it; nobody may.
    next.catch(() => undefined);
  }
  return {
    connectionString: inDatabase(connectionString, name),
    close: () => asAdmin(`drop database if exists ${name} with (force)`),
  };
}

async function copyOf(template: string): Promise<string> {
  const name = `anlan_t_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} template ${template}`);
  return name;
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('database').connectionString });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** The jobs of one queue as they lie in the database: what a test can ask without a worker. */
export async function queuedJobs(
  pool: pg.Pool,
  name: string,
): Promise<{ data: unknown; startAfter: Date }[]> {
  const { rows } = await pool.query<{ data: unknown; start_after: Date }>(
    `select data, start_after from pgboss.job where name = $1 and state < 'active' order by start_after`,
    [name],
  );
  return rows.map((row) => ({ data: row.data, startAfter: row.start_after }));
}
