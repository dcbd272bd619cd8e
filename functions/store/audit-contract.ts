import type { Instant } from '../../src/domain/instant.ts';

/**
 * One line of the audit log: who, when, what, from, to, why. Never a tip's words, never a network address, never a
 * secret. `actor` is a staff id, or `operator` for the command line, or `system` for clocks.
 */
export interface AuditEntry {
  at: Instant;
  actor: string;
  /** A stable word: `alert-issued`, `alert-approved`, `override-used`, `staff-added`, `sign-in-failed` … */
  action: string;
  /** What it concerns: an alert's, draft's, drill's, notice's or account's id. */
  subject: string;
  from: string | null;
  to: string | null;
  reason: string | null;
}

export interface StoredAuditEntry extends AuditEntry {
  /** 1, 2, 3 … without gaps. */
  sequence: number;
  /** SHA-256 over the previous line's hash and this line: changing or removing one breaks all after it. */
  hash: string;
}

/** Append-only; the database itself refuses updates and deletes. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first, before a sequence number. */
  list(limit: number, before: number | null): Promise<readonly StoredAuditEntry[]>;
  /** The first line whose hash does not follow, or null when the chain is whole. */
  verify(): Promise<number | null>;
}
