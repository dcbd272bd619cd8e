import { addMs, HOUR_MS, type Instant } from '../../src/domain/instant.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { pushEndsAt, pushPayload, type PushTexts } from '../../src/domain/push-payload.ts';
import type { MatchContext } from '../../src/domain/subscription-match.ts';
import { alertTopic } from '../../src/domain/topic.ts';
import type { Channel, ChannelMessage, RefusalReason } from '../channels/channel.ts';
import type { AlertStore, DeliveryOutcome, Recipient, SubscriptionStore } from '../store/store.ts';

export interface DeliverDeps {
  store: Pick<AlertStore, 'findHistory'> & Pick<SubscriptionStore, 'listRecipients' | 'recordDeliveries'>;
  channelFor: (recipient: Recipient) => Channel;
  now: () => Instant;
  texts: PushTexts;
  /** The slug of a hazard, for devices that chose some; without it every hazard passes. */
  kindOf?: MatchContext['kindOf'];
  /** Something is wrong on our side and a person must look: told once per reason and run, with how many it hit. */
  alarm: (reason: RefusalReason | 'bug', count: number, alertId: string) => void;
}

export type DeliveryCounts = Record<DeliveryOutcome['outcome'], number>;

/** `again`: some push services want to be asked later, and the bulletin still lasts. */
export type DeliverResult =
  | { outcome: 'skipped'; reason: 'unknown' | 'superseded' | 'demonstration' | 'ended' }
  | { outcome: 'done' | 'again' | 'superseded' | 'stopped'; counts: DeliveryCounts };

/** A page is one query; its size bounds memory, not speed. */
const PAGE = 1000;
/** More at once waits in the connections; fewer leaves them idle. Never all at once: that was measured 2.6 times slower. */
const AT_ONCE = 50;
/** What a killed worker may send twice. The device replaces the double without a sound, by its tag. */
const RECORD_EVERY = 200;
/** People sharing a set of regions share a payload; beyond so many sets the oldest is made again. */
const PAYLOADS_KEPT = 2000;

/**
 * Gives the latest revision of an alert to everyone who is owed it. May be run any number of times, also twice at
 * once: who has had it is no longer owed it. Outcomes are recorded as it goes, so that a killed worker's successor
 * starts where it stopped; a newer revision or an abort ends it at the next page.
 */
export async function deliverAlert(
  deps: DeliverDeps,
  job: { alertId: string; revision: number },
  signal: AbortSignal = new AbortController().signal,
): Promise<DeliverResult> {
  const history = await deps.store.findHistory(job.alertId);
  const latest = history?.revisions.at(-1);
  const endsAt = pushEndsAt(history?.revisions ?? []);
  if (latest === undefined || endsAt === null) return { outcome: 'skipped', reason: 'unknown' };
  if (latest.revision !== job.revision) return { outcome: 'skipped', reason: 'superseded' };
  if (latest.isDemonstration) return { outcome: 'skipped', reason: 'demonstration' };
  if (latest.action !== 'cancel' && endsAt <= deps.now()) return { outcome: 'skipped', reason: 'ended' };

  const run = new Run(deps, latest, endsAt, signal);
  await run.sendToAll();
  if (signal.aborted) return { outcome: 'stopped', counts: run.counts };
  if (run.isSuperseded) return { outcome: 'superseded', counts: run.counts };
  const isStillOwed = run.counts.later > 0 && deps.now() < endsAt;
  return { outcome: isStillOwed ? 'again' : 'done', counts: run.counts };
}

class Run {
  readonly counts: DeliveryCounts = { delivered: 0, gone: 0, later: 0, refused: 0 };
  isSuperseded = false;
  readonly #deps: DeliverDeps;
  readonly #revision: AlertRevision;
  readonly #endsAt: Instant;
  readonly #signal: AbortSignal;
  readonly #payloads = new Map<string, ChannelMessage | null>();
  readonly #refusals = new Map<RefusalReason | 'bug', number>();
  #unrecorded: DeliveryOutcome[] = [];

  constructor(deps: DeliverDeps, revision: AlertRevision, endsAt: Instant, signal: AbortSignal) {
    this.#deps = deps;
    this.#revision = revision;
    this.#endsAt = endsAt;
    this.#signal = signal;
  }

  async sendToAll(): Promise<void> {
    const owed = this.#recipients();
    const worker = async (): Promise<void> => {
      for (let next = await owed.next(); next.done !== true; next = await owed.next()) {
        await this.#sendTo(next.value);
        if (this.#unrecorded.length >= RECORD_EVERY) await this.#record();
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
    await this.#record();
    for (const [reason, count] of this.#refusals) this.#deps.alarm(reason, count, this.#revision.alertId);
    const broken = ended.find((one) => one.status === 'rejected');
    if (broken !== undefined) throw broken.reason;
  }

  async *#recipients(): AsyncGenerator<Recipient, void> {
    const { alertId, revision } = this.#revision;
    for (let after: string | null = null; ;) {
      // Asked anew for each page: quiet hours may begin while a long list is being worked through.
      const context = { now: this.#deps.now(), kindOf: this.#deps.kindOf ?? (() => null) };
      const page: readonly Recipient[] = await this.#deps.store.listRecipients(
        this.#revision,
        after,
        PAGE,
        context,
      );
      for (const recipient of page) {
        if (this.#signal.aborted) return;
        yield recipient;
      }
      after = page.at(-1)?.subscriptionId ?? null;
      if (page.length < PAGE || after === null) return;
      const newest = (await this.#deps.store.findHistory(alertId))?.revisions.at(-1);
      this.isSuperseded = newest?.revision !== revision;
      if (this.isSuperseded) return;
    }
  }

  async #sendTo(recipient: Recipient): Promise<void> {
    const outcome = await this.#outcomeFor(recipient);
    // Expired while the queue was moving: nothing is sent, and nothing is noted as sent.
    if (outcome === null) return;
    this.counts[outcome] += 1;
    this.#unrecorded.push({ subscriptionId: recipient.subscriptionId, outcome });
  }

  async #outcomeFor(recipient: Recipient): Promise<DeliveryOutcome['outcome'] | null> {
    try {
      const message = this.#messageFor(recipient);
      if (message === null) return null;
      const result = await this.#deps.channelFor(recipient).send(message, recipient.address);
      if (result.outcome === 'refused') this.#count(result.reason);
      return result.outcome;
    } catch {
      // One row that breaks the sender must not keep the warning from everyone behind it; it is counted and told.
      this.#count('bug');
      return 'refused';
    }
  }

  #messageFor({ adcodes, language }: Recipient): ChannelMessage | null {
    const { action, alertId, parts } = this.#revision;
    const now = this.#deps.now();
    if (action !== 'cancel' && now >= this.#endsAt) return null;
    const key = [language ?? '', ...[...adcodes].sort()].join(' ');
    const known = this.#payloads.get(key);
    // A part may end while a long run is under way; what it said is then made anew without it.
    if (known !== undefined && (known === null || now < known.endsAt)) return known;
    const payload = pushPayload(this.#revision, adcodes, now, this.#deps.texts, language);
    const soonest = addMs(now, HOUR_MS);
    const message = payload && {
      payload: JSON.stringify(payload),
      endsAt: action === 'cancel' ? later(this.#endsAt, soonest) : payload.notification.data.expiresAt,
      level: payload.notification.data.level,
      isImmediate: action !== 'cancel' && parts.some((part) => part.urgency === 'Immediate'),
      topic: alertTopic(alertId),
    };
    if (this.#payloads.size >= PAYLOADS_KEPT) this.#payloads.clear();
    this.#payloads.set(key, message);
    return message;
  }

  #count(reason: RefusalReason | 'bug'): void {
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
  }

  async #record(): Promise<void> {
    const batch = this.#unrecorded;
    this.#unrecorded = [];
    const { alertId, revision } = this.#revision;
    if (batch.length > 0) await this.#deps.store.recordDeliveries(alertId, revision, batch, this.#deps.now());
  }
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
