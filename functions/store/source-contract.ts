import type { Instant } from '../../src/domain/instant.ts';
import type { SourceKind, SourceState, SourceStatus } from '../../src/domain/neighbour.ts';

/** A neighbour as the server works with it. `url` may hold credentials: it never reaches a page or a log. */
export interface NeighbourSource extends SourceStatus {
  id: string;
  kind: SourceKind;
  state: SourceState;
  url: string | null;
  sealedSecret: string | null;
  isInternal: boolean;
  intervalSeconds: number;
  etag: string | null;
  lastModified: string | null;
}

export interface NewSource {
  id: string;
  kind: SourceKind;
  name: string;
  url: string | null;
  sealedSecret: string | null;
  isInternal: boolean;
  intervalSeconds: number;
  createdAt: Instant;
}

/** `ignored`: nothing wrong with it, but it is for elsewhere or over. */
export type ItemOutcome = 'accepted' | 'repeated' | 'refused' | 'ignored';

export interface SourceItem {
  itemHash: string;
  outcome: ItemOutcome;
  alertId: string | null;
  isSigned: boolean;
}

/** How one try went. Without a problem the failures in a row end. */
export interface SourceTry {
  at: Instant;
  nextAt: Instant;
  problem: string | null;
  etag?: string | null;
  lastModified?: string | null;
}

export interface SourceStore {
  /** False when the name is taken. */
  addSource(source: NewSource): Promise<boolean>;
  listSources(): Promise<readonly NeighbourSource[]>;
  findSource(name: string): Promise<NeighbourSource | null>;
  setSourceState(name: string, state: SourceState): Promise<boolean>;
  setSourceSecret(name: string, sealedSecret: string): Promise<boolean>;
  removeSource(name: string): Promise<boolean>;
  /**
   * Polled sources due at `now`, each handed to one caller only: their next time is moved to `until` in the same
   * statement, so that several servers do not ask one neighbour at once and a killed one's turn comes back.
   */
  claimDue(now: Instant, until: Instant, limit: number): Promise<readonly NeighbourSource[]>;
  /** Which of these items were judged before. */
  listSeen(sourceId: string, itemHashes: readonly string[]): Promise<ReadonlySet<string>>;
  /** Notes an item and counts it, once: false when it was there already. */
  recordItem(sourceId: string, item: SourceItem, at: Instant): Promise<boolean>;
  /** Of signed posts: the item whose hash begins with this one, and what became of it. */
  findItem(sourceId: string, prefix: string): Promise<{ itemHash: string; alertId: string | null } | null>;
  /** Counts what is not kept as an item. A problem stands as the last one until something goes well. */
  count(sourceId: string, outcome: ItemOutcome, problem: string | null, at: Instant): Promise<void>;
  recordTry(sourceId: string, result: SourceTry): Promise<void>;
  /** Forgets items last seen before `before`. */
  purgeItems(before: Instant): Promise<void>;
}
