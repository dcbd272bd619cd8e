import { createRequire } from 'node:module';
import type { Pool } from 'pg';
import { fromDrizzle, PgBoss, type ConstructorOptions } from 'pg-boss';
import type { EnqueueAllInTransaction, EnqueueInTransaction } from '../store/store.ts';
import type { JobDefinition, JobQueue } from './queue.ts';

/** The store's own copy; why it is CommonJS is said in store/drizzle.ts, which this room does not import. */
const { sql } = createRequire(import.meta.url)('drizzle-orm') as typeof import('drizzle-orm');

export interface StartedJobs extends JobQueue {
  /** For the store: sends a job in the transaction of the row it concerns. */
  enqueue: EnqueueInTransaction;
  enqueueAll: EnqueueAllInTransaction;
}

/**
 * How soon a job whose worker was killed runs again: up to 10 s until its heartbeat is stale (the smallest
 * pg-boss takes), up to 10 s until a supervisor looks, a retry delay of 2–4 s, up to 5 s until a worker polls.
 * Together below the 60 s that are promised.
 */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 10;
const POLL_SECONDS = 5;

/** Errors of the machinery itself; a job that throws is not one of them, it is retried. */
export type ReportProblem = (message: string) => void;

/**
 * Starts pg-boss as a full worker: own pool, LISTEN, supervision, schedules. Creates or upgrades its schema.
 * Any number of processes may do so on one database; they share the work.
 */
export async function startJobs(
  connectionString: string,
  jobs: readonly JobDefinition<object>[],
  report: ReportProblem,
): Promise<StartedJobs> {
  const boss = await startBoss(
    {
      connectionString,
      max: 5,
      useListenNotify: true,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
    },
    report,
  );
  for (const { name, options } of jobs) {
    const settings = { ...options, retryBackoff: true, heartbeatSeconds: HEARTBEAT_SECONDS, notify: true };
    // createQueue leaves an existing queue as it is; a new release may want other numbers.
    await boss.createQueue(name, settings);
    await boss.updateQueue(name, settings);
  }
  return wrap(boss);
}

/**
 * Starts pg-boss for sending only, over a pool that exists: no polling, no supervision, nothing to drain.
 * For tests, and for serverless hosts where a separate process does the work. The schema must exist.
 */
export async function startSender(pool: Pool, report: ReportProblem): Promise<StartedJobs> {
  const db = { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) };
  return wrap(await startBoss({ db, migrate: false, supervise: false, schedule: false }, report));
}

async function startBoss(options: ConstructorOptions, report: ReportProblem): Promise<PgBoss> {
  const boss = new PgBoss(options);
  // Without a listener an 'error' event would end the process.
  boss.on('error', (error) => report(error.message));
  boss.on('warning', (warning) => report(warning.message));
  return await boss.start();
}

function wrap(boss: PgBoss): StartedJobs {
  return {
    enqueue: async (transaction, job) => {
      await boss.send(job.name, job.data, {
        db: fromDrizzle(transaction, sql),
        ...(job.startAt === undefined ? {} : { startAfter: job.startAt }),
        ...(job.priority === undefined ? {} : { priority: job.priority }),
        ...(job.group === undefined ? {} : { group: job.group }),
      });
    },
    enqueueAll: async (transaction, jobs) => {
      const queues = Map.groupBy(jobs, ({ name }) => name);
      for (const [name, list] of queues) {
        const rows = list.map(({ data, startAt, priority, group }) => ({
          data,
          ...(startAt === undefined ? {} : { startAfter: startAt }),
          ...(priority === undefined ? {} : { priority }),
          ...(group === undefined ? {} : { group }),
        }));
        await boss.insert(name, rows, { db: fromDrizzle(transaction, sql) });
      }
    },
    send: async (job, data, options = {}) => {
      await boss.send(job.name, data, options.startAt === undefined ? {} : { startAfter: options.startAt });
    },
    work: async (job, handler, how = {}) => {
      const { concurrency = 1, minPriority, perGroup } = typeof how === 'number' ? { concurrency: how } : how;
      await boss.work(
        job.name,
        {
          localConcurrency: concurrency,
          notifyPollingIntervalSeconds: POLL_SECONDS,
          ...(minPriority === undefined ? {} : { minPriority }),
          ...(perGroup === undefined ? {} : { localGroupConcurrency: perGroup }),
        },
        async ([claimed]) => {
          try {
            if (claimed) await handler(claimed.data as NonNullable<typeof job.data>, claimed.signal);
          } finally {
            // Else they would rest until the next poll, with more jobs waiting; this one, and those whose group was full.
            for (const worker of boss.getWipData())
              if (worker.name === job.name) boss.notifyWorker(worker.id);
          }
        },
      );
    },
    schedule: (job, cron, data) =>
      boss.schedule(job.name, cron, data, { tz: 'Asia/Shanghai', missed: 'once' }),
    stop: (timeoutMs = 30_000) => boss.stop({ graceful: true, timeout: timeoutMs }),
  };
}
