import type { DeskDraft, DeskDraftState } from '../../src/domain/alert-desk.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { AuditEntry } from './audit-contract.ts';

export interface StoredDraft {
  draft: DeskDraft;
  /** Set while its publication is under way and after: beginning again publishes the same message. */
  sentAt: Instant | null;
}

/** What a writer believes is stored. Anything else means that a colleague was faster. */
export interface ExpectedDraft {
  id: string;
  version: number;
  state: DeskDraftState;
}

/** Drafts of the duty officer's desk. A change and its lines of the audit log are one transaction. */
export interface DeskStore {
  insertDraft(draft: DeskDraft, audit: readonly AuditEntry[]): Promise<void>;
  findDraft(id: string): Promise<StoredDraft | null>;
  /** Those being worked on before those that are out, the newest change first. */
  listDrafts(limit: number): Promise<readonly DeskDraft[]>;
  /** Writes `next` when exactly the expected version and state are stored; else nothing, and false. */
  replaceDraft(expected: ExpectedDraft, next: StoredDraft, audit: readonly AuditEntry[]): Promise<boolean>;
  deleteDraft(expected: ExpectedDraft, audit: readonly AuditEntry[]): Promise<boolean>;
}
