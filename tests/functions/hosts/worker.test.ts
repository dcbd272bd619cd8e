import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../../functions/hosts/embedded-postgres.ts';
import { HostRefusal } from '../../../functions/hosts/host-refusal.ts';
import { startWorker } from '../../../functions/hosts/run-worker.ts';
import { readEnv } from '../../../functions/env.ts';
import { BATCH_SIZE } from '../../../functions/use-cases/deliver-plan.ts';
import { openPortal, type Portal } from '../../support/push-portal.ts';
import { startPushCounter, type PushCounter } from '../../support/push-counter.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';

/** `ANLAN_FAULT_DEVICES=50000` for the whole rehearsal; that takes minutes. */
const DEVICES = Number(process.env['ANLAN_FAULT_DEVICES'] ?? 1500);
const PATIENCE_MS = 120_000 + DEVICES * 20;

let portal: Portal;
let counter: PushCounter;
beforeAll(async () => {
  counter = await startPushCounter(20);
  portal = await openPortal();
  await portal.subscribe(DEVICES, counter);
}, PATIENCE_MS);
afterAll(async () => {
  await portal?.close();
  await counter?.close();
});

/** Who got one alert, and how many messages were one too many. */
async function outcome(
  alertId: string,
  before: ReadonlySet<string>,
): Promise<{ met: number; doubles: number }> {
  await until(async () => {
    const total = await portal.totalOf(alertId).catch(() => undefined);
    return total?.openBatches === 0 && total.batches > 0;
  }, PATIENCE_MS);
  const own = [...counter.counts].filter(([name]) => !before.has(name));
  return { met: own.length, doubles: own.reduce((sum, [, times]) => sum + times - 1, 0) };
}
const known = () => new Set(counter.counts.keys());

describe('whatever is killed in the middle, every device gets the warning', () => {
  test(
    'a worker: another one takes over, and at most one batch is sent twice',
    async () => {
      const before = known();
      const victim = await portal.startWorker(counter);
      const taken = counter.taken;
      await portal.issue('worker-killed', 'orange');
      await counter.reached(taken + DEVICES / 4);
      const survivor = await portal.startWorker(counter);
      await victim.kill('SIGKILL');
      const { met, doubles } = await outcome('worker-killed', before);
      expect(met).toBe(DEVICES);
      expect(doubles).toBeLessThanOrEqual(BATCH_SIZE);
      await survivor.kill('SIGTERM');
    },
    PATIENCE_MS,
  );

  test(
    'PostgreSQL: once it is back the workers go on',
    async () => {
      const before = known();
      const worker = await portal.startWorker(counter);
      const taken = counter.taken;
      await portal.issue('database-killed', 'orange');
      await counter.reached(taken + DEVICES / 4);
      const pidFile = join(portal.folder, 'postgres/cluster/postmaster.pid');
      process.kill(Number((await readFile(pidFile, 'utf8')).split('\n')[0]), 'SIGKILL');
      // Its children end by themselves; until they have, a new one refuses to start.
      await until(() => startEmbeddedPostgres(portal.folder).then(() => true, () => false), 30_000); // prettier-ignore
      const { met, doubles } = await outcome('database-killed', before);
      expect(met).toBe(DEVICES);
      expect(doubles).toBeLessThanOrEqual(BATCH_SIZE);
      await worker.kill('SIGTERM');
    },
    PATIENCE_MS,
  );

  test(
    'a worker that is told to stop sends nothing twice',
    async () => {
      const before = known();
      const first = await portal.startWorker(counter);
      const taken = counter.taken;
      await portal.issue('worker-stopped', 'orange');
      await counter.reached(taken + DEVICES / 4);
      await first.kill('SIGTERM');
      await portal.startWorker(counter);
      expect(await outcome('worker-stopped', before)).toEqual({ met: DEVICES, doubles: 0 });
    },
    PATIENCE_MS,
  );
});

describe('a worker that cannot work says why', () => {
  const refusal = (change: Record<string, string>) =>
    startWorker(readEnv({ ANLAN_PUBLIC_URL: 'https://anlan.example', ...change })).then(
      () => null,
      (error: unknown) => (error instanceof HostRefusal ? error.message : error),
    );

  test('without the address that links need', async () => {
    expect(await refusal({ ANLAN_PUBLIC_URL: '', ANLAN_DATA: portal.folder })).toContain('ANLAN_PUBLIC_URL');
  });

  test('without the server’s keys', async () => {
    expect(await refusal({ ANLAN_DATA: await temporaryFolder() })).toContain('没有密钥');
  });
});
