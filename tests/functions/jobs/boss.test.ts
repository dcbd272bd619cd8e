import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { startJobs, startSender } from '../../../functions/jobs/boss.ts';
import { defineJob, deliverJob, JOBS, type JobQueue } from '../../../functions/jobs/queue.ts';
import { exampleRevision } from '../../support/alert-example.ts';
import { freshStore } from '../../support/database.ts';
import { until } from '../../support/until.ts';

async function worker(connectionString: string): Promise<JobQueue> {
  const jobs = await startJobs(connectionString, JOBS, (message) => console.error(message));
  onTestFinished(() => jobs.stop());
  return jobs;
}

async function waitForLine(child: ChildProcess, expected: string): Promise<void> {
  if (!child.stdout) throw new Error('stdout is not piped');
  for await (const line of createInterface(child.stdout)) if (line === expected) return;
  throw new Error(`the worker ended without saying ${expected}`);
}

/** Starts the fixture and resolves at the line `expected`. */
async function spawnWorker(connectionString: string, mode: string, expected: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'fixtures/job-worker.ts'), connectionString, mode],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  await waitForLine(child, expected);
  return child;
}

test('a saved revision is worked on', async () => {
  const { store, connectionString } = await freshStore();
  const jobs = await worker(connectionString);
  const claimed = Promise.withResolvers<unknown>();
  await jobs.work(deliverJob, (data) => Promise.resolve(claimed.resolve(data)));
  await store.saveRevision(exampleRevision(), { mediaType: 'text/plain', body: '' });
  expect(await claimed.promise).toEqual({ alertId: 'a1b2c3', revision: 1 });
});

test('a job that throws is tried again', async () => {
  const { connectionString } = await freshStore();
  const jobs = await worker(connectionString);
  let tries = 0;
  const done = Promise.withResolvers<number>();
  await jobs.work(deliverJob, () => {
    tries += 1;
    if (tries === 1) return Promise.reject(new Error('push service is down'));
    done.resolve(tries);
    return Promise.resolve();
  });
  await jobs.send(deliverJob, { alertId: 'a', revision: 1 });
  expect(await done.promise).toBe(2);
});

test('stopping lets the running job end and takes no other', async () => {
  const { connectionString, pool } = await freshStore();
  const jobs = await worker(connectionString);
  const began = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const ended: string[] = [];
  await jobs.work(deliverJob, async ({ alertId }) => {
    began.resolve();
    await mayEnd.promise;
    ended.push(alertId);
  });
  await jobs.send(deliverJob, { alertId: 'running', revision: 1 });
  await began.promise;
  const stopped = jobs.stop();
  const other = await startSender(pool, (message) => console.error(message));
  onTestFinished(() => other.stop());
  await other.send(deliverJob, { alertId: 'waiting', revision: 1 });
  mayEnd.resolve();
  await stopped;
  expect(ended).toEqual(['running']);
  const { rows } = await pool.query(
    `select data->>'alertId' as alert, state::text from pgboss.job where name = 'deliver' order by 1`,
  );
  expect(rows).toEqual([
    { alert: 'running', state: 'completed' },
    { alert: 'waiting', state: 'created' },
  ]);
});

test('a job whose worker was killed runs again within 60 seconds', { timeout: 75_000 }, async () => {
  const { store, connectionString } = await freshStore();
  const victim = await spawnWorker(connectionString, 'hang', 'working');
  const claimed = waitForLine(victim, 'claimed a1b2c3');
  await store.saveRevision(exampleRevision(), { mediaType: 'text/plain', body: '' });
  await claimed;
  victim.kill('SIGKILL');
  await once(victim, 'exit');
  await spawnWorker(connectionString, 'finish', 'claimed a1b2c3');
});

test('a queue that a release adds is made at start', async () => {
  const { connectionString, pool } = await freshStore();
  const added = defineJob<{ a: number }>('added');
  const jobs = await startJobs(connectionString, [...JOBS, added], () => undefined);
  onTestFinished(() => jobs.stop());
  await jobs.send(added, { a: 1 }, { startAt: '2099-01-01T00:00:00.000Z' });
  await until(async () => (await pool.query(`select 1 from pgboss.job where name = 'added'`)).rowCount === 1);
});
