import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startJobs } from '../../../functions/jobs/boss.ts';
import { workDeliveries } from '../../../functions/jobs/deliver.ts';
import { deliverBatchJob, deliverOptInJob, JOBS, type JobQueue } from '../../../functions/jobs/queue.ts';
import type { Level } from '../../../src/domain/level.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import type { Misbehaviour } from '../../support/push-service.ts';
import { until } from '../../support/until.ts';
import { startDeliveryRun, type DeliveryRun } from '../delivery-run.ts';

let run: DeliveryRun;
/** A worker in this process, on the real queue. */
async function work(): Promise<JobQueue> {
  const jobs = await startJobs(run.connectionString, JOBS, (message) => console.error(message));
  onTestFinished(async () => {
    await jobs.stop();
    await run.close();
  });
  await workDeliveries(jobs, run.deps);
  return jobs;
}
const issue = (alertId = 'a1b2c3', level: Level = 'orange') =>
  run.save(exampleRevision({ alertId, parts: [examplePart({ level })] }));
const total = async (alertId = 'a1b2c3') => (await run.ledger.totals({ topic: alertId }))[0];
const isSettled = async (alertId?: string) => (await total(alertId))?.openBatches === 0;

beforeEach(async () => {
  run = await startDeliveryRun({ services: 2, batchSize: 20 });
});

test('a stored revision is planned, sent and counted by itself', async () => {
  for (let i = 0; i < 50; i += 1) await run.device(undefined, undefined, run.services[i % 2]);
  await work();
  await issue();
  await until(() => isSettled());
  expect(await total()).toMatchObject({ batches: 4, sent: 50, accepted: 50, later: 0, problem: null });
  const met = run.services.flatMap(({ received }) => received.map(({ endpoint }) => endpoint));
  expect(new Set(met).size).toBe(50);
});

describe('a push service that misbehaves harms only its own devices', () => {
  test.each<[Misbehaviour, string]>([
    ['hang', 'no-answer'],
    ['hang-up', 'no-answer'],
    [{ status: 429, headers: { 'retry-after': '60' } }, 'asked-to-wait'],
    [{ status: 503 }, 'service-failing'],
    [{ status: 406 }, 'service-failing'],
  ])('%j', async (trick, problem) => {
    const [good, bad] = run.services as [DeliveryRun['services'][0], DeliveryRun['services'][0]];
    bad.misbehave = () => trick;
    for (let i = 0; i < 150; i += 1) await run.device(undefined, undefined, i % 3 ? bad : good);
    await work();
    await issue('a1b2c3', 'yellow');
    const rows = await until(async () => {
      const all = await run.ledger.rowsOf('a1b2c3');
      return all.length === 8 && all.every(({ state, tries }) => state !== 'sending' && tries > 0) && all;
    });
    const of = (origin: string) => rows.filter(({ batch }) => batch.startsWith(new URL(origin).host));
    expect(of(good.origin).map(({ state }) => state)).toEqual(['settled', 'settled', 'settled']);
    expect(good.received).toHaveLength(50);
    expect(of(bad.origin).reduce((sum, { later }) => sum + later, 0)).toBe(100);
    expect(of(bad.origin).map((row) => row.problem)).toContain(problem);
    // It was noticed and left alone: those whose turn came later did not have to try it.
    expect(bad.requests).toBeLessThanOrEqual(60);
    expect(await run.store.countSubscriptions()).toBe(150);
  });

  test('ten megabytes of answer are cut off, and the message counts as taken', async () => {
    const [good, bad] = run.services as [DeliveryRun['services'][0], DeliveryRun['services'][0]];
    bad.misbehave = () => 'endless-body';
    for (let i = 0; i < 40; i += 1) await run.device(undefined, undefined, i % 2 ? good : bad);
    await work();
    await issue();
    await until(() => isSettled());
    expect(await total()).toMatchObject({ accepted: 40, failed: 0, later: 0 });
  });
});

test('once the service is back, what it owed is sent, each device once', async () => {
  const [, bad] = run.services as [DeliveryRun['services'][0], DeliveryRun['services'][0]];
  bad.misbehave = () => ({ status: 503 });
  for (let i = 0; i < 30; i += 1) await run.device(undefined, undefined, bad);
  await work();
  await issue();
  await until(async () => ((await total())?.later ?? 0) > 0);
  bad.misbehave = () => null;
  run.clock.ms += 60_000;
  await until(() => {
    run.clock.ms += 1000;
    return isSettled();
  }, 30_000);
  expect(bad.received).toHaveLength(30);
  expect(new Set(bad.received.map(({ endpoint }) => endpoint)).size).toBe(30);
}, 40_000);

test('a red warning passes a blue one whose batches wait', async () => {
  const [service] = run.services as [DeliveryRun['services'][0]];
  for (let i = 0; i < 150; i += 1) await run.device();
  await issue('blue', 'blue');
  await run.plan({ kind: 'alert', alertId: 'blue', revision: 1 });
  await issue('red', 'red');
  await run.plan({ kind: 'alert', alertId: 'red', revision: 1 });
  await work();
  await until(async () => (await isSettled('red')) && (await isSettled('blue')), 20_000);
  const order = service.received.map(
    ({ text }) => (JSON.parse(text) as { notification: { tag: string } }).notification.tag,
  );
  // Blue is taken only when no red is left to take: by then two of the red batches, at least, are done.
  expect(new Set(order.slice(0, 40))).toEqual(new Set(['red']));
  expect(order).toHaveLength(300);
});

test('a slow service cannot hold the workers that red warnings of others need', async () => {
  const [good, slow] = run.services as [DeliveryRun['services'][0], DeliveryRun['services'][0]];
  const released = Promise.withResolvers<void>();
  run.deps.channel = { send: holding(run.deps.channel, slow.origin, released.promise) };
  for (let i = 0; i < 200; i += 1) await run.device(undefined, undefined, slow);
  for (let i = 0; i < 80; i += 1) await run.device(undefined, undefined, good);
  await work();
  await issue('blue', 'blue');
  await until(async () => (await total('blue'))?.accepted === 80);
  await issue('red', 'red');
  await until(async () => (await total('red'))?.accepted === 80);
  expect(good.received).toHaveLength(160);
  expect((await total('blue'))?.openBatches).toBe(10);
  released.resolve();
});

/** A channel whose one service takes as long as it is told to. */
function holding(
  channel: DeliveryRun['deps']['channel'],
  origin: string,
  released: Promise<void>,
): typeof channel.send {
  return async (message, to, armed) => {
    if (!to.endpoint.startsWith(origin)) return channel.send(message, to, armed);
    await released;
    return { outcome: 'later', seconds: 60, reason: 'no-answer' };
  };
}

test('a drill sent as a job reaches who asked for drills', async () => {
  await run.device();
  await run.pool.query('update subscription set wants_drills = true');
  const jobs = await work();
  await jobs.send(deliverOptInJob, {
    kind: 'drill',
    id: 'drill-1',
    revision: 1,
    adcodes: ['654225'],
    payload: JSON.stringify({ notification: { title: '【演练】山洪' } }),
    endsAt: '2026-07-01T03:34:00.000Z',
  });
  await until(() => isSettled('drill:drill-1'));
  expect(run.services[0]?.received).toHaveLength(1);
});

test('the planner names the queue that the workers work', async () => {
  await run.device();
  await issue();
  await run.plan({ kind: 'alert', alertId: 'a1b2c3', revision: 1 });
  const { rows } = await run.pool.query(`select distinct name from pgboss.job where name like 'deliver-b%'`);
  expect(rows).toEqual([{ name: deliverBatchJob.name }]);
  await run.close();
});
