import type { AlertRevision, MessageKey } from '../../src/domain/alert.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { AlertHistory } from '../../src/domain/portal.ts';
import type { Receipt } from '../../src/domain/receipt.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { Shelter } from '../../src/domain/shelter.ts';
import type { Subscription } from '../../src/domain/subscription.ts';
import type { TipOff } from '../../src/domain/tip-off.ts';

/** A received or issued document kept verbatim beside the revision it became (signatures included). */
export interface MessageDocument {
  mediaType: 'application/cap+xml' | 'text/plain' | 'application/json';
  body: string;
}

export type SaveOutcome = 'saved' | 'already-there';

/** A concurrent writer stored this revision first, or one is missing before it. Read the history anew and decide again. */
export class RevisionConflict extends Error {
  override name = 'RevisionConflict';
}

/** A demonstration row was offered to a database that is for real. */
export class DemonstrationRefused extends Error {
  override name = 'DemonstrationRefused';
}

/** Alerts and their lineage. All writes are one transaction: revision row, `deliver` job, NOTIFY. */
export interface AlertStore {
  /**
   * Stores one revision, enqueues its delivery and wakes every listener, or does nothing at all.
   * `already-there` when a revision with the same message key exists (the same file twice).
   * Throws RevisionConflict when `revision` is not exactly one more than the latest stored one, and
   * DemonstrationRefused when a demonstration row meets a database that is for real.
   */
  saveRevision(revision: AlertRevision, document: MessageDocument): Promise<SaveOutcome>;
  findHistory(alertId: string): Promise<AlertHistory | null>;
  findByMessage(key: MessageKey): Promise<AlertRevision | null>;
  /** Latest revision of every alert that has not ended at `now`. */
  listCurrent(now: Instant): Promise<readonly AlertRevision[]>;
  listPast(now: Instant, limit: number, before: Instant | null): Promise<readonly AlertRevision[]>;
}

/** A bulletin that could not be read whole, waiting for a person. Never published as it is. */
export interface Draft {
  id: string;
  createdAt: Instant;
  document: MessageDocument;
  /** What was read, as JSON of the text parser's result. */
  reading: unknown;
  missing: readonly string[];
}

export interface DraftStore {
  saveDraft(draft: Draft): Promise<SaveOutcome>;
  listDrafts(): Promise<readonly Draft[]>;
  findDraft(id: string): Promise<Draft | null>;
  deleteDraft(id: string): Promise<boolean>;
}

export interface SubscriptionStore {
  /** Inserts, or replaces what the same endpoint asked for before. Returns the subscription's id. */
  saveSubscription(subscription: Subscription): Promise<string>;
  findByEndpoint(endpoint: string): Promise<Subscription | null>;
  deleteByEndpoint(endpoint: string): Promise<boolean>;
  countSubscriptions(): Promise<number>;
}

export interface ShelterStore {
  /** Replaces rows with the same id, inserts the others; all or nothing. */
  saveShelters(shelters: readonly Shelter[]): Promise<{ inserted: number; updated: number }>;
  listShelters(chosen: Adcode | null): Promise<readonly Shelter[]>;
}

/** Wakes a listener when any server process changed something. */
export type ChangeTopic = 'alerts' | 'shelters' | 'drills' | 'notices';
export interface ChangeFeed {
  /** `onLost` is called when the connection was lost and regained: drop every cached page. Returns a stop function. */
  listen(onChange: (topic: ChangeTopic) => void, onLost: () => void): Promise<() => Promise<void>>;
}

export interface Store extends AlertStore, DraftStore, SubscriptionStore, ShelterStore, ChangeFeed {}

/** What makes two submissions the same one: the receipt and the key the browser chose, and a digest of all it sent. */
export interface TipOffIdentity {
  receipt: Receipt;
  /** The Idempotency-Key header; null when the browser sent none (a plain form). */
  retryKey: string | null;
  /** SHA-256 over every field and every photo as received. Stored only keyed with the tip's own key. */
  digest: string;
}

export interface FiledTipOff {
  caseNo: string;
  receivedAt: Instant;
}

export type TipOffOutcome =
  | ({ outcome: 'saved' | 'already-there' } & FiledTipOff)
  /** The same receipt or retry key came with other content: somebody else's, or a page that was edited. */
  | { outcome: 'other-content' };

/**
 * Tip-offs. Words and photos are sealed with a key of their own that never enters the database, so that destroying
 * the key destroys them everywhere: deleted rows live on in the write-ahead log and in backups.
 */
export interface TipOffStore {
  /** Whether this submission was filed before, without doing any work on photos. Null: not yet. */
  findFiled(identity: TipOffIdentity): Promise<TipOffOutcome | null>;
  /** Files it once, whole: of parallel calls with one receipt exactly one answers `saved`. */
  saveTipOff(tipOff: TipOff, identity: TipOffIdentity, receivedAt: Instant): Promise<TipOffOutcome>;
  /** Those of `names` that a stored tip-off refers to: its key and its photos. */
  listReferencedFiles(names: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Sealed files under names that say nothing. */
export interface AttachmentStore {
  /** Resolves when the bytes would survive a power cut. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. */
  read(name: string): Promise<Uint8Array | null>;
  /** Removing what is not there is no failure. */
  delete(name: string): Promise<void>;
  list(): AsyncIterable<{ name: string; modifiedAt: Instant }>;
}

/** A job that concerns a row: by name and JSON data, so that the store need not know the job machinery. */
export interface OutgoingJob {
  name: string;
  data: object;
  startAt?: Instant;
  /** Higher first among jobs that wait: red before blue. */
  priority?: number;
  /** Of one group only so many run at once in a process; see JobQueue.work. */
  group?: { id: string; tier?: string };
}

/** Sends a job inside an open transaction: it exists exactly when the row does. */
export type EnqueueInTransaction = (
  transaction: { execute(query: unknown): Promise<{ rows: unknown[] }> },
  job: OutgoingJob,
) => Promise<void>;

/** Many jobs of one queue, in one statement. */
export type EnqueueAllInTransaction = (
  transaction: Parameters<EnqueueInTransaction>[0],
  jobs: readonly OutgoingJob[],
) => Promise<void>;
