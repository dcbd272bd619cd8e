import { addMs, type Instant } from '../../src/domain/instant.ts';
import type { Channel, LaterReason, RefusalReason } from '../channels/channel.ts';
import type { DeliveryOutcome, DeliveryStore, Recipient } from '../store/delivery-contract.ts';
import type { DeliveryLedger, LedgerKey } from '../store/ledger-contract.ts';
import type { BatchWork } from './deliver-plan.ts';
import type { Opened, OpenTelling, TellingRef } from './deliver-telling.ts';

export interface BatchDeps {
  deliveries: Pick<DeliveryStore, 'take' | 'record'>;
  ledger: Pick<DeliveryLedger, 'beginDue' | 'end'>;
  channel: Pick<Channel, 'send'>;
  open(ref: TellingRef): Promise<Opened>;
  now: () => Instant;
  /** Something is wrong on our side and a person must look: told once per reason and pass, with how many it hit. */
  alarm: (reason: RefusalReason | 'bug', count: number, topic: string) => void;
}

export type DeliveryCounts = Record<DeliveryOutcome['outcome'], number>;

/** `again`: somebody is still owed it; run it again, not before `seconds`. */
export type BatchResult =
  | { outcome: 'closed' }
  | { outcome: 'done' | 'superseded' | 'ended'; counts: DeliveryCounts }
  | { outcome: 'again'; seconds: number; counts: DeliveryCounts };

/** A page is one query; its size bounds memory, not speed. */
const PAGE = 500;
/** Several batches share a service's connections. Never all at once: that was measured 2.6 times slower. */
const AT_ONCE = 50;
/** Eight batches at a time hold at most 8 × (100 + 100 being written + 50 on their way) unrecorded: one batch. */
const RECORD_EVERY = 100;
const SOON_SECONDS = 2;

/**
 * Gives one revision to the devices of one range, and writes down in the ledger what became of it.
 *
 * What is guaranteed. Every device that is owed the revision is sent it until its push service takes it, says that the
 * device is gone, or refuses it for a reason on our side, as long as the bulletin lasts: the job comes back until then,
 * also when a worker, the server or the database is killed. At least once, then: a device is sent the same revision
 * twice only when a worker dies between sending and recording, which concerns at most `RECORD_EVERY` and what was on its
 * way, for each batch it worked on: together no more than one batch for each killed worker. The second has the same tag
 * and Topic: the device shows one notification. Within a worker that lives, and between workers, never twice.
 */
export async function deliverBatch(
  deps: BatchDeps,
  work: BatchWork,
  signal: AbortSignal = new AbortController().signal,
): Promise<BatchResult> {
  const opened = await deps.open(work.telling);
  const key = keyOf(work);
  const begun = await deps.ledger.beginDue(key, deps.now());
  if (begun === 'closed') return { outcome: 'closed' };
  const pass = new Pass(deps, key);
  if (begun !== 'begun')
    return { outcome: 'again', seconds: secondsUntil(begun.waitUntil, deps.now()), counts: pass.counts };
  if ('skipped' in opened) {
    const outcome = opened.skipped === 'superseded' ? 'superseded' : 'ended';
    await deps.ledger.end(key, { state: outcome });
    return { outcome, counts: pass.counts };
  }
  return pass.run(opened.telling, work, signal);
}

function keyOf({ telling, batch }: BatchWork): LedgerKey {
  const topic = telling.kind === 'alert' ? telling.alertId : `${telling.kind}:${telling.id}`;
  return { topic, revision: telling.revision, channel: 'web-push', batch };
}

const secondsUntil = (at: Instant, now: Instant): number =>
  Math.max(1, Math.ceil((Date.parse(at) - Date.parse(now)) / 1000));

/** One pass over a range. */
class Pass {
  readonly counts: DeliveryCounts = { delivered: 0, gone: 0, later: 0, refused: 0 };
  readonly #deps: BatchDeps;
  readonly #key: LedgerKey;
  readonly #refusals = new Map<RefusalReason | 'bug', number>();
  #unrecorded: DeliveryOutcome[] = [];
  #unrecordedSent = 0;
  #waitSeconds = 0;
  #laterReason: LaterReason | null = null;
  #isSuperseded = false;

  constructor(deps: BatchDeps, key: LedgerKey) {
    this.#deps = deps;
    this.#key = key;
  }

  async run(telling: OpenTelling, work: BatchWork, signal: AbortSignal): Promise<BatchResult> {
    const owed = this.#recipients(telling, work, signal);
    const sender = async (): Promise<void> => {
      for (let next = await owed.next(); next.done !== true; next = await owed.next()) {
        await this.#sendTo(telling, next.value);
        if (this.#unrecorded.length >= RECORD_EVERY) await this.#record(telling);
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, sender));
    await this.#record(telling);
    for (const [reason, count] of this.#refusals) this.#deps.alarm(reason, count, this.#key.topic);
    const broken = ended.find((one) => one.status === 'rejected');
    if (broken !== undefined) throw broken.reason;
    return this.#close(telling, signal);
  }

  async #close(telling: OpenTelling, signal: AbortSignal): Promise<BatchResult> {
    const { counts } = this;
    const now = this.#deps.now();
    const problem = [...this.#refusals.keys()][0] ?? this.#laterReason;
    if (this.#isSuperseded) {
      await this.#deps.ledger.end(this.#key, { state: 'superseded', problem });
      return { outcome: 'superseded', counts };
    }
    if (!signal.aborted && (counts.later === 0 || now >= telling.worthUntil)) {
      const state = counts.later === 0 ? 'settled' : 'ended';
      await this.#deps.ledger.end(this.#key, { state, problem });
      return { outcome: state === 'settled' ? 'done' : 'ended', counts };
    }
    const seconds = Math.max(SOON_SECONDS, this.#waitSeconds);
    await this.#deps.ledger.end(this.#key, { state: 'waiting', nextAt: addMs(now, seconds * 1000), problem });
    return { outcome: 'again', seconds, counts };
  }

  async *#recipients(
    telling: OpenTelling,
    { range }: BatchWork,
    signal: AbortSignal,
  ): AsyncGenerator<Recipient, void> {
    const { topic, revision } = telling;
    for (let { after } = range; ;) {
      // Asked anew for each page: quiet hours may begin while a long list is being worked through.
      const audience = telling.audienceAt(this.#deps.now());
      const page = await this.#deps.deliveries.take({ topic, revision, audience }, { ...range, after }, PAGE);
      for (const recipient of page) {
        if (signal.aborted) return;
        yield recipient;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last.subscriptionId;
      this.#isSuperseded = !(await telling.isLatest());
      if (this.#isSuperseded) return;
    }
  }

  async #sendTo(telling: OpenTelling, recipient: Recipient): Promise<void> {
    const outcome = await this.#outcomeFor(telling, recipient);
    // Expired while the queue was moving: nothing is sent, and nothing is noted as sent.
    if (outcome === null) return;
    this.counts[outcome] += 1;
    this.#unrecorded.push({ subscriptionId: recipient.subscriptionId, outcome });
  }

  async #outcomeFor(telling: OpenTelling, recipient: Recipient): Promise<DeliveryOutcome['outcome'] | null> {
    try {
      const message = telling.messageFor(recipient);
      if (message === null) return null;
      const result = await this.#deps.channel.send(message, recipient.address, recipient.armed);
      if (result.outcome === 'refused') this.#count(result.reason);
      if (result.outcome === 'later') this.#later(result.reason, result.seconds);
      if (wasSent(result)) this.#unrecordedSent += 1;
      return result.outcome;
    } catch {
      // One row that breaks the sender must not keep the warning from everyone behind it; it is counted and told.
      this.#count('bug');
      return 'refused';
    }
  }

  #later(reason: LaterReason, seconds: number): void {
    // What is merely left alone has its reason in what happened before.
    if (reason !== 'left-alone' || this.#laterReason === null) this.#laterReason = reason;
    if (reason === 'asked-to-wait' || reason === 'left-alone')
      this.#waitSeconds = Math.max(this.#waitSeconds, seconds);
  }

  #count(reason: RefusalReason | 'bug'): void {
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
  }

  async #record({ topic, revision }: OpenTelling): Promise<void> {
    const outcomes = this.#unrecorded;
    const sent = this.#unrecordedSent;
    this.#unrecorded = [];
    this.#unrecordedSent = 0;
    if (outcomes.length === 0) return;
    await this.#deps.deliveries.record({ topic, revision }, outcomes, this.#deps.now(), {
      key: this.#key,
      sent,
    });
  }
}

/** Whether the network saw anything of it. */
function wasSent(result: { outcome: string; reason?: string }): boolean {
  if (result.outcome === 'later') return result.reason !== 'left-alone';
  return result.outcome !== 'refused' || result.reason === 'service-refused';
}
