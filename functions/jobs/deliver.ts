import { openAlert, type AlertTellingDeps } from '../use-cases/deliver-alert.ts';
import { deliverBatch, type BatchDeps } from '../use-cases/deliver-batch.ts';
import { openOptIn } from '../use-cases/deliver-opt-in.ts';
import { planDelivery, type BatchWork, type PlanDeps } from '../use-cases/deliver-plan.ts';
import { GRAVE, type Opened, type OpenTelling, type TellingRef } from '../use-cases/deliver-telling.ts';
import { deliverBatchJob, deliverJob, deliverOptInJob, type JobQueue } from './queue.ts';

/** Planning is a query: a red alert's must not wait for a blue one's. */
const PLANNERS = 2;
/** Batches in one process at a time. All together they leave less unrecorded than one batch, see deliver-batch.ts. */
const BATCHES_AT_ONCE = 4;
/** Besides those, kept free for red and orange: batches of slow services may hold all the others. */
const KEPT_FOR_GRAVE = 4;
/** Of one push service: a slow one leaves at least half of the workers to the others. Grave ones pass its usual ones. */
const PER_SERVICE = { default: 2, tiers: { grave: 4 } };
/** Opened alerts hold the payloads made for them; there are seldom more under way. */
const OPENED_KEPT = 8;

/** Push services asked us to come back. Thrown because the queue's own retry is the one chain that survives a crash. */
export class StillOwed extends Error {}

export type DeliveryDeps = Omit<PlanDeps, 'open'> & Omit<BatchDeps, 'open'> & AlertTellingDeps;

/** Plans and works through deliveries until the queue stops. Any number of processes may do so on one database. */
export async function workDeliveries(queue: JobQueue, deps: DeliveryDeps): Promise<void> {
  const withOpen = { ...deps, open: opener(deps) };
  const batch = async (work: BatchWork, signal: AbortSignal): Promise<void> => {
    const result = await deliverBatch(withOpen, work, signal);
    if (result.outcome === 'again') throw new StillOwed(`${work.batch}: ${JSON.stringify(result)}`);
  };
  await queue.work(
    deliverJob,
    async (job) => void (await planDelivery(withOpen, { kind: 'alert', ...job })),
    PLANNERS,
  );
  await queue.work(deliverOptInJob, async (job) => void (await planDelivery(withOpen, job)));
  await queue.work(deliverBatchJob, batch, { concurrency: BATCHES_AT_ONCE, perGroup: PER_SERVICE });
  await queue.work(deliverBatchJob, batch, {
    concurrency: KEPT_FOR_GRAVE,
    minPriority: GRAVE,
    perGroup: PER_SERVICE,
  });
}

/** Stored revisions never change: one that is still the latest is opened once, not for each of its batches. */
export function opener(deps: AlertTellingDeps): (ref: TellingRef) => Promise<Opened> {
  const kept = new Map<string, OpenTelling>();
  return async (ref) => {
    if (ref.kind !== 'alert') return openOptIn(ref, deps.now());
    const name = `${ref.alertId}/${ref.revision}`;
    const known = kept.get(name);
    if (known !== undefined && (known.endsAt === null || deps.now() < known.endsAt)) {
      if (await known.isLatest()) return { telling: known };
      kept.delete(name);
      return { skipped: 'superseded' };
    }
    const opened = await openAlert(deps, ref);
    if (kept.size >= OPENED_KEPT) kept.clear();
    if ('telling' in opened) kept.set(name, opened.telling);
    return opened;
  };
}
