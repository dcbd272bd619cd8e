import { createRequire } from 'node:module';

/**
 * The one door to Drizzle, through its CommonJS half. Node reads a package's package.json again for every ES module
 * of it; Drizzle's is 180 KB and its modules are a hundred, which made each start 0.9 s and 220 MB dearer.
 */
const load = createRequire(import.meta.url);
const orm = load('drizzle-orm') as typeof import('drizzle-orm');
const postgres = load('drizzle-orm/pg-core') as typeof import('drizzle-orm/pg-core');
const driver = load('drizzle-orm/node-postgres') as typeof import('drizzle-orm/node-postgres');
const migrator = load(
  'drizzle-orm/node-postgres/migrator',
) as typeof import('drizzle-orm/node-postgres/migrator');

export const { and, asc, count, desc, eq, gt, inArray, like, lt, lte, max, ne, or, sql } = orm;
export const {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} = postgres;
export const { drizzle } = driver;
export const { migrate } = migrator;
export type { SQL } from 'drizzle-orm';
export type { NodePgDatabase } from 'drizzle-orm/node-postgres';
