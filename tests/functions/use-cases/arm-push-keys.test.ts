import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { armedKeys, type ArmedKeys } from '../../../functions/channels/push-armed-key.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createArmedStore } from '../../../functions/store/armed-queries.ts';
import { armPushKeys, type ArmDeps } from '../../../functions/use-cases/arm-push-keys.ts';
import { exampleRevision } from '../../support/alert-example.ts';
import { alert, startDeliveryRun, type DeliveryRun } from '../delivery-run.ts';
import { exampleSubscription } from '../store/example-rows.ts';

let run: DeliveryRun;
let box: ArmedKeys;
let deps: ArmDeps;
let rested: number;
beforeEach(async () => {
  run = await startDeliveryRun();
  box = armedKeys(randomBytes(32));
  rested = 0;
  deps = {
    armed: createArmedStore(openDatabase(run.pool)),
    arm: (to) => box.arm(to),
    now: run.deps.now,
    rest: () => Promise.resolve((rested += 1)),
  };
});
afterEach(() => run.close());
const arm = (signal = new AbortController().signal) => armPushKeys(deps, signal);
const armedRows = async () => (await run.pool.query('select 1 from armed_key')).rowCount;

test('every device gets one key, once, and the processor rests in between', async () => {
  for (let i = 0; i < 9; i += 1) await run.device();
  expect([await arm(), await arm()]).toEqual([9, 0]);
  expect(await armedRows()).toBe(9);
  expect(rested).toBe(2);
});

test('a key that was used is made anew, and never the same', async () => {
  await run.device();
  await arm();
  const before = await run.pool.query<{ sealed: Buffer }>('select sealed from armed_key');
  await run.save(exampleRevision());
  await run.plan(alert());
  await run.work();
  expect(await armedRows()).toBe(0);
  expect(await arm()).toBe(1);
  const after = await run.pool.query<{ sealed: Buffer }>('select sealed from armed_key');
  expect(after.rows[0]?.sealed.equals(before.rows[0]!.sealed)).toBe(false);
});

test('nothing is armed while something is to be sent', async () => {
  await run.device();
  await run.save(exampleRevision());
  await run.plan(alert());
  expect(await arm()).toBe(0);
  await run.work();
  expect(await arm()).toBe(1);
});

test('a batch that waits for its service’s time does not hold arming up', async () => {
  await run.device();
  run.services[0]!.misbehave = () => ({ status: 429, headers: { 'retry-after': '600' } });
  await run.save(exampleRevision());
  await run.plan(alert());
  await run.work();
  expect(await arm()).toBe(1);
});

test('a device with a broken key is passed over, one that unsubscribed meanwhile too', async () => {
  await run.device();
  const endpoint = await run.device();
  await run.store.saveSubscription(exampleSubscription({ id: 'broken' }));
  const { armed } = deps;
  deps.armed = {
    ...armed,
    keep: async (...told) => {
      await run.store.deleteByEndpoint(endpoint);
      return armed.keep(...told);
    },
  };
  await arm();
  expect(await armedRows()).toBe(1);
});

test('arming stops when it is told to', async () => {
  for (let i = 0; i < 9; i += 1) await run.device();
  expect(await arm(AbortSignal.abort())).toBe(0);
  expect(await armedRows()).toBe(0);
});
