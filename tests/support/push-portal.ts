import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Pool } from 'pg';
import { armedKeys } from '../../functions/channels/push-armed-key.ts';
import { openPersistence, type Persistence } from '../../functions/hosts/persistence.ts';
import { openDatabase } from '../../functions/store/database.ts';
import type { LedgerTotal } from '../../functions/store/ledger-contract.ts';
import { createLedger } from '../../functions/store/ledger-queries.ts';
import type { Level } from '../../src/domain/level.ts';
import { exampleRevision } from './alert-example.ts';
import { newBrowserKeys } from './push-keys.ts';

/** Linux counts processor time in hundredths of a second. */
const TICK_US = 10_000;
const HOST = join(import.meta.dirname, '../../functions/hosts/worker.ts');

export interface Worker {
  pid: number;
  /** Processor time since its start, and the most memory it ever held. */
  figures(): { cpuMicroseconds: number; peakMegabytes: number };
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Where the devices of a portal are reached. */
export type PushTarget = Record<'origin' | 'certificate', string>;

/** A database with subscriptions in it, made as a server makes it, and real workers on it. */
export interface Portal {
  persistence: Persistence;
  folder: string;
  /** Adds devices until there are so many; a device's id says nothing of its service. */
  subscribe(count: number, receiver: PushTarget): Promise<void>;
  armAll(): Promise<void>;
  issue(alertId: string, level: Level): Promise<void>;
  totalOf(alertId: string): Promise<LedgerTotal | undefined>;
  startWorker(receiver: PushTarget): Promise<Worker>;
  close(): Promise<void>;
}

export async function openPortal(): Promise<Portal> {
  const folder = await mkdtemp(join(tmpdir(), 'anlan-portal-'));
  // As root, PostgreSQL runs under another account that must be able to enter.
  await chmod(folder, 0o711);
  const persistence = await openPersistence({
    dataFolder: folder,
    databaseUrl: undefined,
    isDemonstration: false,
    // A database that is killed under it is what some of this is for.
    report: () => undefined,
  });
  const { pool, store, keys } = persistence;
  const ledger = createLedger(openDatabase(pool), persistence.jobs.enqueue);
  const box = armedKeys(keys.masterKey);
  const workers = new Set<Worker>();
  return {
    persistence,
    folder,

    subscribe: (count, receiver) => subscribeDevices(pool, count, receiver.origin),

    async armAll() {
      for (;;) {
        const { rows } = await pool.query<{ id: string; p256dh: string; auth: string }>(
          `select id, p256dh, auth from subscription s
           where not exists (select 1 from armed_key where subscription_id = s.id) limit 2000`,
        );
        if (rows.length === 0) break;
        await pool.query(
          `insert into armed_key select k.id, decode(k.sealed, 'base64'), now()
           from unnest($1::text[], $2::text[]) k (id, sealed) on conflict do nothing`,
          [rows.map((row) => row.id), rows.map((row) => box.arm(row).toString('base64'))],
        );
      }
      await pool.query('vacuum analyze armed_key');
    },

    async issue(alertId, level) {
      const now = Date.now();
      const revision = exampleRevision({ alertId, sentAt: new Date(now).toISOString() });
      const expiresAt = new Date(now + 6 * 3_600_000).toISOString();
      const parts = revision.parts.map((part) => ({ ...part, level, expiresAt }));
      await store.saveRevision({ ...revision, parts }, { mediaType: 'text/plain', body: alertId });
    },

    totalOf: async (alertId) => (await ledger.totals({ topic: alertId }))[0],

    async startWorker(receiver) {
      // As `npm run worker` starts it: a small nursery keeps a third of the memory.
      const child = spawn(process.execPath, ['--max-semi-space-size=4', HOST], {
        env: {
          ...process.env,
          NODE_ENV: 'test',
          ANLAN_DATA: folder,
          ANLAN_PUBLIC_URL: 'https://anlan.example',
          ANLAN_TEST_PUSH_ORIGIN: receiver.origin,
          ANLAN_TEST_PUSH_CA: receiver.certificate,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const heard: string[] = [];
      createInterface({ input: child.stderr }).on('line', (line) => heard.push(line));
      await new Promise<void>((resolve, reject) => {
        createInterface({ input: child.stdout }).once('line', () => resolve());
        child.once('exit', (code) => reject(new Error(`the worker ended with ${code}: ${heard.join('\n')}`)));
      });
      const worker = workerOf(child);
      workers.add(worker);
      return worker;
    },

    async close() {
      for (const worker of workers) await worker.kill('SIGTERM');
      await persistence.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Adds devices to a database until there are so many. */
export async function subscribeDevices(pool: Pool, count: number, origin: string): Promise<void> {
  // The same five hundred browsers over and over: what sending costs does not depend on it.
  const browsers = Array.from({ length: 500 }, () => newBrowserKeys().keys);
  await pool.query(
    `insert into subscription (id, endpoint_hash, endpoint, p256dh, auth, regions, region_prefixes, lowest_level,
       created_at, seen_at)
     select md5('s' || n), md5('e' || n) || md5('f' || n), $1 || '/wpush/v2/' || repeat('a', 140) || n,
       ($2::text[])[1 + n % 500], ($3::text[])[1 + n % 500], '{654225}', '{65,6542,654225}', 'blue', now(), now()
     from generate_series((select count(*) from subscription) + 1, $4::bigint) n`,
    [origin, browsers.map((one) => one.p256dh), browsers.map((one) => one.auth), count],
  );
  await pool.query('vacuum analyze subscription');
}

function workerOf(child: ChildProcess): Worker {
  return {
    pid: child.pid ?? 0,
    figures() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return {
        cpuMicroseconds: (Number(fields[11]) + Number(fields[12])) * TICK_US,
        peakMegabytes: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024,
      };
    },
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}
