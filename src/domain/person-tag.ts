import type { Fen } from './money.ts';
import type { Instant } from './instant.ts';

/**
 * HMAC-SHA-256 of an ID number under the custodian's tag key, in hex. It is made in the custodian's browser; the
 * server has no such key, so that nobody who has the database can try out the numbers of a whole town.
 */
export type PersonTag = string;

export function isPersonTag(value: string): value is PersonTag {
  return /^[0-9a-f]{64}$/.test(value);
}

/** What is tagged, so that a tag never equals another use of the same key. `idNumber` is tidy. */
export function personTagMessage(idNumber: string): string {
  return `anlan person 1\0${idNumber}`;
}

/** Another case of the same person: which, and how much. Nothing of what was reported. */
export interface PersonClaim {
  caseNo: string;
  fen: Fen;
  isPaid: boolean;
  at: Instant;
}

/** What is known of one person by tag alone. */
export interface PersonRecord {
  claims: readonly PersonClaim[];
  /** Promised or paid since the beginning of the month and of the year, in Beijing; this case is among them. */
  monthFen: Fen;
  yearFen: Fen;
}
