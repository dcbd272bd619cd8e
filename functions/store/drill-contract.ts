import type { AlertPart } from '../../src/domain/alert.ts';
import type { DrillRecord, DrillState } from '../../src/domain/drill.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { AuditEntry } from './audit-contract.ts';
import type { OutgoingJob } from './store.ts';

/** A drill with its parts as they were composed when it was scheduled; empty while it is being written. */
export interface StoredDrill {
  record: DrillRecord;
  parts: readonly AlertPart[];
}

export interface ExpectedDrill {
  id: string;
  version: number;
  state: DrillState;
}

/** Drills, in tables of their own. A change, its jobs and its lines of the audit log are one transaction. */
export interface DrillStore {
  insertDrill(drill: StoredDrill, audit: readonly AuditEntry[]): Promise<void>;
  findDrill(id: string): Promise<StoredDrill | null>;
  /** The newest change first. */
  listDrills(limit: number): Promise<readonly StoredDrill[]>;
  /** Scheduled, running, or over since `since`; by their start. */
  listCurrentDrills(since: Instant): Promise<readonly StoredDrill[]>;
  /** Really held, over before `before`; the newest first. */
  listPastDrills(limit: number): Promise<readonly StoredDrill[]>;
  /** Writes `next` when exactly the expected version and state are stored; else nothing, and false. */
  replaceDrill(
    expected: ExpectedDrill,
    next: StoredDrill,
    effects: { audit: readonly AuditEntry[]; jobs: readonly OutgoingJob[] },
  ): Promise<boolean>;
  deleteDrill(expected: ExpectedDrill, audit: readonly AuditEntry[]): Promise<boolean>;
}
