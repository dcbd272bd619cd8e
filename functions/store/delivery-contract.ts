import type { AlertRevision } from '../../src/domain/alert.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { MatchContext } from '../../src/domain/subscription-match.ts';
import type { PushAddress } from '../../src/domain/subscription.ts';
import type { Topic } from '../../src/domain/topic.ts';
import type { LedgerKey } from './ledger-contract.ts';
import type { OutgoingJob } from './store.ts';

/** Whom something is told to: devices an alert concerns, or those that asked for drills or notices of some regions. */
export type Audience =
  | { of: 'alert'; revision: AlertRevision; context: MatchContext | null }
  | { of: 'drills' | 'notices'; adcodes: readonly Adcode[]; now: Instant };

/** One revision of something, and whom it is told to now: quiet hours and pauses are looked up at each page. */
export interface Telling {
  topic: Topic;
  revision: number;
  audience: Audience;
}

/** Devices of one push service, in id order: those after `after` up to `to`, or to the last one there is. */
export interface SubscriberRange {
  host: string;
  after: string;
  to: string | null;
}

/** One delivery owed. */
export interface Recipient {
  subscriptionId: string;
  address: PushAddress;
  /** What the device asked for: of an alert with several parts only those that concern it are sent. */
  adcodes: readonly Adcode[];
  /** BCP 47: the language it would rather read; Chinese when absent. */
  language?: string;
  /** A sender key made beforehand. Taken out of the database with this answer: nobody else will ever get it. */
  armed: Uint8Array | null;
}

export interface DeliveryOutcome {
  subscriptionId: string;
  outcome: 'delivered' | 'gone' | 'later' | 'refused';
}

/** What a pass over a batch did, for its row in the ledger; recorded together with the outcomes. */
export interface Recorded {
  key: LedgerKey;
  /** Messages handed to the network. */
  sent: number;
}

export interface DeliveryPlan {
  /** Most devices in one batch. */
  size: number;
  at: Instant;
  jobFor(batch: string, range: SubscriberRange): OutgoingJob;
}

/** Who is owed what over web push, and what became of it. */
export interface DeliveryStore {
  /**
   * Splits everyone who is owed this revision into batches of one push service each and writes their ledger rows and
   * jobs, all or nothing. Older revisions' open batches are superseded. Does nothing while a batch of this revision is
   * open, however often it is asked; once all are closed, whoever is owed it since then makes another round.
   * Answers how many batches were made.
   */
  plan(telling: Telling, plan: DeliveryPlan): Promise<number>;
  /**
   * The next devices of a range that are owed this revision and have not had it: whoever the audience names, and
   * everyone who was sent any earlier revision, wherever they are now. Notes that they were handed out, so that a
   * device which a killed worker may have reached counts as sent; takes the keys armed for them.
   */
  take(telling: Telling, range: SubscriberRange, limit: number): Promise<readonly Recipient[]>;
  /** What became of deliveries, with the ledger in one statement; `gone` also deletes the subscription. */
  record(
    told: Pick<Telling, 'topic' | 'revision'>,
    outcomes: readonly DeliveryOutcome[],
    at: Instant,
    ledger?: Recorded,
  ): Promise<void>;
  /** The newest stored revision of an alert; 0 when there is none. */
  latestRevision(alertId: string): Promise<number>;
}
