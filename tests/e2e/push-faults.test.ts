import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRunningPostgres } from '../../functions/hosts/embedded-postgres.ts';
import { openPool } from '../../functions/store/database.ts';
import { BATCH_SIZE } from '../../functions/use-cases/deliver-plan.ts';
import { ownFolder, type OwnFolder } from '../support/browser-files.ts';
import { startPushCounter, type PushCounter } from '../support/push-counter.ts';
import { subscribeDevices } from '../support/push-portal.ts';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { chmod } from 'node:fs/promises';

/** `ANLAN_FAULT_DEVICES=50000` for the whole rehearsal; that takes minutes. */
const DEVICES = Number(process.env['ANLAN_FAULT_DEVICES'] ?? 1500);
const PATIENCE_MS = 120_000 + DEVICES * 20;

let counter: PushCounter;
let data: OwnFolder;
let server: RunningServer;
const start = async (): Promise<void> => {
  server = await startServer({
    data: data.path,
    env: { ANLAN_TEST_PUSH_ORIGIN: counter.origin, ANLAN_TEST_PUSH_CA: counter.certificate },
  });
};

beforeAll(async () => {
  counter = await startPushCounter(20);
  data = await ownFolder('data');
  // As root, PostgreSQL runs under another account that must be able to enter.
  await chmod(data.path, 0o711);
  await start();
  const pool = openPool((await findRunningPostgres(data.path)) ?? '', 1);
  await subscribeDevices(pool, DEVICES, counter.origin);
  await pool.end();
}, 400_000);
afterAll(async () => {
  await server?.stop();
  await counter?.close();
  await data?.remove();
});

test(
  'a server that is killed in the middle of a fan-out sends the rest when it is back, and few twice',
  async () => {
    await ingest(server, capMessage({ level: '橙' }).xml);
    await counter.reached(DEVICES / 4);
    await server.kill();
    await start();
    await expect.poll(() => counter.counts.size, { timeout: PATIENCE_MS, interval: 200 }).toBe(DEVICES);
    const health = async (): Promise<unknown> => {
      const headers = { authorization: `Bearer ${await server.operatorToken()}` };
      return (await fetch(`${server.url}/api/operator/health`, { headers })).json();
    };
    await expect
      .poll(health, { timeout: PATIENCE_MS, interval: 200 })
      .toMatchObject({ deliveries: { openBatches: 0, refused: 0 } });
    expect(counter.taken - DEVICES).toBeLessThanOrEqual(BATCH_SIZE);
  },
  2 * PATIENCE_MS,
);
