import type { Instant } from '../../src/domain/instant.ts';

/** One part of what is owed about one revision: which bulletin, over which channel, to which share of its recipients. */
export interface LedgerKey {
  /** The topic (`src/domain/topic.ts`): an alert's id, `drill:…` or `notice:…`. */
  topic: string;
  /** The revision that is being told; 1 for what has no revisions. */
  revision: number;
  /** `web-push`, `webhook`, `mail`, `file-drop` … */
  channel: string;
  /** A range of subscribers (`fcm.googleapis.com#0007`), or the name of the one target a channel has. */
  batch: string;
}

/**
 * `waiting`: planned, or to be tried again at `nextAt`. `sending`: a worker has it, or had it and was killed.
 * `settled`: nobody of it is owed anything any more. `superseded`: a newer revision took over what was left.
 * `ended`: the bulletin ended before everybody could be told. `failed`: given up, a person must look.
 */
export type LedgerState = 'waiting' | 'sending' | 'settled' | 'superseded' | 'ended' | 'failed';

/** States after which nothing more happens by itself. */
export const CLOSED_STATES: readonly LedgerState[] = ['settled', 'superseded', 'ended', 'failed'];

/** Added up over all tries, but `later`, which is what the last try left owed. */
export interface LedgerCounts {
  /** Messages handed to the network, repetitions included. */
  sent: number;
  /** Taken by the other side. Nobody can know that they were seen. */
  accepted: number;
  /** Devices that will never be reachable again; their subscriptions are deleted. */
  gone: number;
  /** Refused for a reason on our side; the subscription stays and an alarm is raised. */
  failed: number;
  /** Still owed after the last try. */
  later: number;
}

export interface LedgerRow extends LedgerKey, LedgerCounts {
  state: LedgerState;
  /** How often a worker began with it. */
  tries: number;
  plannedAt: Instant;
  /** First and last message taken by the other side; null before. */
  firstAt: Instant | null;
  lastAt: Instant | null;
  /** Not tried again before this; null when nothing is to be tried. */
  nextAt: Instant | null;
  /** A stable word for what is wrong (`service-refused`, `timeout` …); null when nothing is. Never foreign text. */
  problem: string | null;
}

/** What one channel did about one revision, over all batches: what the openness page and the staff page show. */
export interface LedgerTotal extends Pick<LedgerRow, 'topic' | 'revision' | 'channel'>, LedgerCounts {
  batches: number;
  /** Batches in no closed state. */
  openBatches: number;
  failedBatches: number;
  plannedAt: Instant;
  firstAt: Instant | null;
  lastAt: Instant | null;
  problem: string | null;
}

/** How far behind delivery is, for `anlan doctor`. */
export interface LedgerBacklog {
  openBatches: number;
  /** When the oldest open batch was planned. */
  oldestPlannedAt: Instant | null;
  /** Devices or targets that the last tries left owed. */
  later: number;
  /** Batches given up, and messages refused for a reason on our side, since `since`. */
  failedBatches: number;
  refused: number;
}

/** A job to send in the same transaction as the rows that it works on. */
export interface PlannedBatch extends LedgerKey {
  job?: { name: string; data: object; priority?: number };
}

/**
 * The delivery ledger: one row per bulletin revision, channel and batch. Every channel writes it, the openness page
 * and the staff pages read it. It names nobody and outlives subscriptions.
 */
export interface DeliveryLedger {
  /**
   * Writes the rows that are not there yet and sends the jobs of exactly those, all or nothing: planning twice plans
   * once. Answers how many were new.
   */
  plan(batches: readonly PlannedBatch[], at: Instant): Promise<number>;
  /** A worker takes it up: one try more. False when it is closed already (then leave it) or was never planned. */
  begin(key: LedgerKey, at: Instant): Promise<boolean>;
  /** As begin(), but leaves alone what is not due yet: says until when. */
  beginDue(key: LedgerKey, at: Instant): Promise<'begun' | 'closed' | { waitUntil: Instant }>;
  /** Adds what has just been done. `later` is added too: begin() sets it to 0. */
  add(key: LedgerKey, counts: Partial<LedgerCounts>, at: Instant): Promise<void>;
  /** Ends a try. `nextAt` only with `waiting`. What was closed meanwhile (by a newer revision) stays closed. */
  end(
    key: LedgerKey,
    outcome: { state: Exclude<LedgerState, 'sending'>; nextAt?: Instant; problem?: string | null },
  ): Promise<void>;
  /** All rows of a topic, newest revision first, in order of channel and batch. */
  rowsOf(topic: string): Promise<readonly LedgerRow[]>;
  /** Per revision and channel, newest planned first; of one topic, or of the last `limit` (at most 500) of all. */
  totals(asked: { topic: string } | { limit: number }): Promise<readonly LedgerTotal[]>;
  /** Of one channel. */
  backlog(channel: string, since: Instant): Promise<LedgerBacklog>;
}
