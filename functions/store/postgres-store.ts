import type { Pool } from 'pg';
import { createAlertStore } from './alert-queries.ts';
import { createChangeFeed } from './change-feed.ts';
import { openDatabase } from './database.ts';
import { createDraftStore } from './draft-queries.ts';
import { createShelterStore } from './shelter-queries.ts';
import type { EnqueueInTransaction, Store } from './store.ts';
import { createSubscriptionStore } from './subscription-queries.ts';

export interface PostgresStoreParts {
  pool: Pool;
  /** For the listener, which needs a connection of its own outside the pool. */
  connectionString: string;
  enqueue: EnqueueInTransaction;
}

/** The one Store: PostgreSQL 15 or newer, embedded or elsewhere. The tables must be migrated (`migrateDatabase`). */
export function createPostgresStore({ pool, connectionString, enqueue }: PostgresStoreParts): Store {
  const database = openDatabase(pool);
  return {
    ...createAlertStore(database, enqueue),
    ...createDraftStore(database),
    ...createSubscriptionStore(database),
    ...createShelterStore(database),
    ...createChangeFeed(connectionString),
  };
}
