import { setTimeout as delay } from 'node:timers/promises';
import { openPortal, type Portal, type Worker } from '../support/push-portal.ts';
import { startReceiver, type Receiver } from './push-receiver.ts';

/** Devices in PostgreSQL. A million takes some minutes to make. */
const SUBSCRIPTIONS = Number(process.env['ANLAN_BENCH_PUSH_SUBSCRIPTIONS'] ?? 10_000);
/** A round trip to a push service; the local receiver has none. */
const DELAY_MS = Number(process.env['ANLAN_BENCH_PUSH_DELAY_MS'] ?? 40);

/** Waits until so many have been accepted; answers when the last one was. */
async function accepted(portal: Portal, alertId: string, count: number): Promise<void> {
  for (;;) {
    const total = await portal.totalOf(alertId);
    if ((total?.accepted ?? 0) + (total?.gone ?? 0) + (total?.failed ?? 0) >= count) return;
    await delay(50);
  }
}

interface FanOut {
  perSecond: number;
  cpuMicroseconds: number;
  peakMegabytes: number;
  firstMs: number;
}

async function fanOut(portal: Portal, alertId: string, workers: readonly Worker[]): Promise<FanOut> {
  const before = workers.map((worker) => worker.figures().cpuMicroseconds);
  const issuedAt = Date.now();
  await portal.issue(alertId, 'orange');
  await accepted(portal, alertId, SUBSCRIPTIONS);
  const after = workers.map((worker) => worker.figures());
  const total = await portal.totalOf(alertId);
  const firstMs = Date.parse(total?.firstAt ?? '') - issuedAt;
  const seconds = (Date.parse(total?.lastAt ?? '') - Date.parse(total?.plannedAt ?? '')) / 1000;
  const cpu = after.reduce((sum, one, i) => sum + one.cpuMicroseconds - (before[i] ?? 0), 0);
  return {
    perSecond: SUBSCRIPTIONS / seconds,
    cpuMicroseconds: cpu / SUBSCRIPTIONS,
    peakMegabytes: Math.max(...after.map((one) => one.peakMegabytes)),
    firstMs,
  };
}

const line = (name: string, one: FanOut): string =>
  `  ${name.padEnd(34)}${one.perSecond.toFixed(0).padStart(6)} messages/s, ${one.cpuMicroseconds.toFixed(0).padStart(4)} µs CPU ` +
  `of the workers, first after ${one.firstMs} ms, ${one.peakMegabytes.toFixed(0)} MB at most`;

/** Whatever happens, neither database nor workers are left behind. */
async function withPortal(receiver: Receiver, run: (portal: Portal) => Promise<void>): Promise<void> {
  const portal = await openPortal();
  try {
    await portal.subscribe(SUBSCRIPTIONS, receiver);
    await run(portal);
  } finally {
    await portal.close();
  }
}

async function scaling(portal: Portal, receiver: Receiver): Promise<void> {
  const first = await portal.startWorker(receiver);
  await fanOut(portal, 'warm-up', [first]);
  const fresh = await fanOut(portal, 'one-fresh', [first]);
  await portal.armAll();
  const one = await fanOut(portal, 'one-armed', [first]);
  console.log(line('one worker, keys made on the spot', fresh));
  console.log(line('one worker, keys armed', one));
  const second = await portal.startWorker(receiver);
  await fanOut(portal, 'warm-up-two', [first, second]);
  const both = await fanOut(portal, 'two-fresh', [first, second]);
  await portal.armAll();
  const two = await fanOut(portal, 'two-armed', [first, second]);
  console.log(line('two workers, keys made on the spot', both));
  console.log(line('two workers, keys armed', two));
  console.log(
    `  two against one: ${(both.perSecond / fresh.perSecond).toFixed(2)} on the spot, ${(two.perSecond / one.perSecond).toFixed(2)} armed`,
  );
}

/** A blue warning is under way to everyone when a red one comes. */
async function redBeforeBlue(portal: Portal, receiver: Receiver): Promise<void> {
  const workers = [await portal.startWorker(receiver)];
  await portal.issue('blue', 'blue');
  await accepted(portal, 'blue', SUBSCRIPTIONS / 20);
  const issuedAt = Date.now();
  const before = (await portal.totalOf('blue'))?.accepted ?? 0;
  await portal.issue('red', 'red');
  await accepted(portal, 'red', SUBSCRIPTIONS);
  const blue = (await portal.totalOf('blue'))?.accepted ?? 0;
  const red = await portal.totalOf('red');
  const peak = Math.max(...workers.map((worker) => worker.figures().peakMegabytes));
  console.log(
    `  red while blue is under way: first after ${Date.parse(red?.firstAt ?? '') - issuedAt} ms, ` +
      `all ${red?.accepted} after ${Date.parse(red?.lastAt ?? '') - issuedAt} ms; blue meanwhile ${blue - before}; ` +
      `worker ${peak.toFixed(0)} MB at most`,
  );
}

console.log(
  `push: fan-out to ${SUBSCRIPTIONS} devices in PostgreSQL, workers on two cores with receiver and database`,
);
for (const delayMs of [0, DELAY_MS]) {
  const receiver = await startReceiver(delayMs);
  try {
    console.log(` receiver: ${receiver.name}`);
    await withPortal(receiver, (portal) => scaling(portal, receiver));
    if (delayMs === 0) await withPortal(receiver, (portal) => redBeforeBlue(portal, receiver));
  } finally {
    await receiver.stop();
  }
}
