import type { Instant } from '../../src/domain/instant.ts';
import type { Fen } from '../../src/domain/money.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { LedgerLine, RewardedCase } from '../../src/domain/reward-check.ts';
import type { RewardRecord } from '../../src/domain/reward-desk.ts';
import type { RewardEntry } from '../../src/domain/reward-ledger.ts';

/** Whose money is summed: of one person, told apart by the custodian's tag, or of an office and everything below it. */
export type SpentBy = { tag: string } | { adcode: Adcode };

export interface LedgerFilter {
  /** Only cases in these trees, and those of no region. */
  adcodes: readonly Adcode[];
  /** One office and everything below it; `none`: those of no region. */
  office: Adcode | 'none' | null;
  /** From the first of these until before the second. */
  from: Instant | null;
  until: Instant | null;
}

/** What is known of a case for its reward besides its file. Yes and no, never a word of the tip-off. */
export interface RewardBasis {
  hasRespondent: boolean | null;
  isInsider: boolean | null;
  hasClaimSecret: boolean;
  personTag: string | null;
  /** How the sum was reckoned, and what was decided about it; empty once the tip's key is gone. */
  records: readonly RewardRecord[];
  /** Other cases of the same matter. */
  linked: readonly { caseNo: string; sequence: number; isRewarded: boolean }[];
}

export interface RewardStore {
  /**
   * Runs the work while no other reward is approved or paid, in this process or another on the same database: a sum is
   * compared with a cap and written, and nothing comes between.
   */
  oneAtATime<T>(work: () => Promise<T>): Promise<T>;
  readBasis(caseId: string): Promise<RewardBasis>;
  /**
   * `approve`: promised since then and not fallen away, as lowered; `pay`: paid since then and not taken back. This
   * case's own money is left out.
   */
  spent(by: SpentBy, kind: 'approve' | 'pay', since: Instant, exceptId: string): Promise<Fen>;
  /** Newest first. */
  listLines(filter: LedgerFilter, limit: number): Promise<readonly LedgerLine[]>;
  /** The lines summed by kind, and how many they are. */
  sumLines(filter: LedgerFilter): Promise<readonly (RewardEntry & { count: number })[]>;
  /** Counties with lines in these trees. */
  listOffices(adcodes: readonly Adcode[]): Promise<readonly Adcode[]>;
  /** Everything there is, to compare one with the other. */
  readBooks(): Promise<{ cases: readonly RewardedCase[]; lines: readonly LedgerLine[] }>;
}
