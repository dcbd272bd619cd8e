import type { Instant } from '../../src/domain/instant.ts';
import type { DeliveryStore, SubscriberRange } from '../store/delivery-contract.ts';
import type { OutgoingJob } from '../store/store.ts';
import { GRAVE, type Opened, type SkipReason, type TellingRef } from './deliver-telling.ts';

export interface PlanDeps {
  deliveries: Pick<DeliveryStore, 'plan'>;
  open(ref: TellingRef): Promise<Opened>;
  now: () => Instant;
  /** Most devices in a batch. */
  batchSize?: number;
}

/**
 * Two thousand devices are a second's work: a red warning waits no longer for a blue one's batches that are under way.
 * A worker never holds more than that unrecorded, see deliver-batch.ts.
 */
export const BATCH_SIZE = 2000;

/** What a batch's job carries. */
export interface BatchWork {
  telling: TellingRef;
  batch: string;
  range: SubscriberRange;
}

/** The name of the queue that takes batches, as jobs/queue.ts declares it. */
const QUEUE = 'deliver-batch';

export type PlanResult = { outcome: 'planned'; batches: number } | { outcome: 'skipped'; reason: SkipReason };

/**
 * Splits everyone who is owed a revision now into batches of one push service each: rows of the ledger and jobs in one
 * transaction. May be run any number of times and twice at once; it adds nobody who has had it or is in an open batch.
 */
export async function planDelivery(deps: PlanDeps, ref: TellingRef): Promise<PlanResult> {
  const opened = await deps.open(ref);
  if ('skipped' in opened) return { outcome: 'skipped', reason: opened.skipped };
  const { topic, revision, priority, audienceAt } = opened.telling;
  const at = deps.now();
  const jobFor = (batch: string, range: SubscriberRange): OutgoingJob => ({
    name: QUEUE,
    data: { telling: ref, batch, range } satisfies BatchWork,
    priority,
    group: { id: range.host, tier: priority >= GRAVE ? 'grave' : 'usual' },
  });
  const batches = await deps.deliveries.plan(
    { topic, revision, audience: audienceAt(at) },
    { size: deps.batchSize ?? BATCH_SIZE, at, jobFor },
  );
  return { outcome: 'planned', batches };
}
