import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../functions/hosts/embedded-postgres.ts';
import { startJobs } from '../../functions/jobs/boss.ts';
import { JOBS } from '../../functions/jobs/queue.ts';
import { openPool } from '../../functions/store/database.ts';
import { migrateDatabase } from '../../functions/store/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Names a database of a cluster where new ones may be made; see tests/support/database.ts. */
    database: { connectionString: string; template: string };
  }
}

const PREFIX = 'anlan-test-';

/**
 * One cluster for the run (or the one TEST_DATABASE_URL names) and in it one migrated template, which every
 * `freshStore()` clones. Speed instead of durability: nothing here outlives the run.
 */
export default async function setup(project: TestProject) {
  const outside = process.env['TEST_DATABASE_URL'];
  const cluster = outside
    ? { connectionString: outside, stop: () => Promise.resolve() }
    : await startCluster();
  const template = `anlan_t_template_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: cluster.connectionString });
  await admin.connect();
  await dropLeftovers(admin);
  await admin.query(`create database ${template} template template0 encoding 'UTF8'`);
  await migrateTemplate(inDatabase(cluster.connectionString, template));
  project.provide('database', { connectionString: cluster.connectionString, template });
  return async () => {
    if (outside) await dropLeftovers(admin, template);
    await admin.end();
    await cluster.stop();
  };
}

/** The same server, another database. */
export function inDatabase(connectionString: string, database: string): string {
  return connectionString.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
}

async function startCluster() {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await writeFile(join(folder, 'owner'), String(process.pid));
  const cluster = await startEmbeddedPostgres(folder, {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    max_connections: '200',
    autovacuum: 'off',
    // Test files may be killed at any point; the sessions they leave must not hold a database for long.
    client_connection_check_interval: '1s',
  });
  return {
    ...cluster,
    stop: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Clusters of runs that were killed: their owner is gone, so they are stopped and removed. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(tmpdir(), name);
    const owner = Number(await readFile(join(folder, 'owner'), 'utf8').catch(() => ''));
    if (!owner || isAlive(owner)) continue;
    const pidFile = await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').catch(() => '');
    const postmaster = Number(pidFile.split('\n')[0]);
    const commandLine = await readFile(`/proc/${postmaster}/cmdline`, 'utf8').catch(() => '');
    if (commandLine.includes(folder)) process.kill(postmaster, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Databases of earlier runs on an outside server, and of this one at its end. */
async function dropLeftovers(admin: pg.Client, own?: string): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname like 'anlan\\_t\\_%' or datname = $1`,
    [own ?? ''],
  );
  for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
}

async function migrateTemplate(connectionString: string): Promise<void> {
  const pool = openPool(connectionString, 1);
  await migrateDatabase(pool);
  await pool.end();
  const jobs = await startJobs(connectionString, JOBS, () => undefined);
  await jobs.stop();
}
