import type { CaseEventWord } from '../../src/domain/case-event.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import type { CaseState, RewardState } from '../../src/domain/case-state.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Receipt } from '../../src/domain/receipt.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { RewardAccount, RewardEntry } from '../../src/domain/reward-ledger.ts';
import type { TipOffKind, TipOffWords } from '../../src/domain/tip-off.ts';
import type { AuditEntry } from './audit-contract.ts';

/** `reporter`: the person behind the receipt reads it too. */
export type NoteAudience = 'reporter' | 'office';

export interface CaseNote {
  audience: NoteAudience;
  /** A staff id, `reporter` or `system`. */
  author: string;
  kind: string;
  text: string;
  at: Instant;
}

export interface CaseFilter {
  /** Only cases in these trees, and those of no region. */
  adcodes: readonly Adcode[];
  states?: readonly CaseState[];
  rewards?: readonly RewardState[];
  kind?: TipOffKind;
  /** Those whose most pressing clock runs out before this. */
  dueBefore?: Instant;
}

/** A photo the office took itself, after the cleaner. */
export interface OfficePhoto {
  author: string;
  bytes: Uint8Array;
  widthPx: number;
  heightPx: number;
}

/** One step of a case, with everything that becomes true together with it. */
export interface CaseChange {
  before: CaseFile;
  after: CaseFile;
  nextDueAt: Instant | null;
  notes: readonly Omit<CaseNote, 'at'>[];
  photos?: readonly OfficePhoto[];
  audit: readonly AuditEntry[];
  entry: RewardEntry | null;
  /** What the reporter sees of it; null: nothing. */
  event: CaseEventWord | null;
  at: Instant;
}

/** What was reported: words and how many photos. Only for who handles the case; each reading is the caller's to log. */
export interface CaseContent {
  words: TipOffWords;
  photos: readonly { widthPx: number; heightPx: number }[];
  notes: readonly CaseNote[];
}

export type SealedKind = 'identity' | 'claim' | 'original';
export interface SealedItem {
  kind: SealedKind;
  keyId: string;
  /** age ciphertext, as the reporter's browser made it. */
  bytes: Uint8Array;
  at: Instant;
}

export interface CustodianKey {
  id: string;
  recipient: string;
  createdBy: string;
  createdAt: Instant;
  retiredAt: Instant | null;
}

export interface CaseStore {
  /** Cases of tip-offs that were filed before there were cases. */
  addMissingCases(): Promise<number>;
  findCase(id: string): Promise<CaseFile | null>;
  findCaseByReceipt(receipt: Receipt): Promise<CaseFile | null>;
  /** The most pressing first. */
  listCases(filter: CaseFilter, limit: number): Promise<readonly CaseFile[]>;
  /** Whose clock has run out at `now`. */
  listDue(now: Instant, limit: number): Promise<readonly CaseFile[]>;
  /**
   * Writes the step when exactly `before.version` is stored; false when a colleague was faster. Notes, audit lines and
   * the ledger's line are one transaction with it.
   */
  saveChange(change: CaseChange): Promise<boolean>;
  /** Null when the tip's key is gone: it was purged. */
  readContent(id: string): Promise<CaseContent | null>;
  readPhoto(id: string, position: number): Promise<Uint8Array | null>;
  addSealed(id: string, item: Omit<SealedItem, 'at'>, at: Instant): Promise<boolean>;
  listSealed(id: string): Promise<readonly SealedItem[]>;
  /** Destroys the tip's key and files: what was sealed with it is unreadable from then on, also in logs and backups of the database. */
  destroyKey(id: string): Promise<void>;
  findClaimSecret(id: string): Promise<{ hash: string | null; tries: number }>;
  countClaimTry(id: string): Promise<number>;
  setPersonTag(id: string, tag: string): Promise<void>;
  /** Sums paid or promised to one person since an instant. */
  sumForPerson(tag: string, since: Instant): Promise<number>;
  listBalances(): Promise<Record<RewardAccount, number>>;
  addCustodianKey(key: Omit<CustodianKey, 'retiredAt'>): Promise<void>;
  retireCustodianKey(id: string, at: Instant): Promise<boolean>;
  listCustodianKeys(): Promise<readonly CustodianKey[]>;
}
