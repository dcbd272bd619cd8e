import type { CaseFile } from '../../src/domain/case-file.ts';
import type { Instant } from '../../src/domain/instant.ts';

/** What the clocks need of the cases: those about which time alone may have something to do. */
export interface CaseClockStore {
  /**
   * Cases that a clock may move, by id after `after`. A superset: the rules decide. Not by the next due date, since an
   * overdue case that only a person can move would stand before all others for ever.
   */
  listMovable(
    now: Instant,
    notifiedBySystem: readonly string[],
    after: string,
    limit: number,
  ): Promise<readonly CaseFile[]>;
  /** Over and not yet purged, by id after `after`. */
  listKept(after: string, limit: number): Promise<readonly CaseFile[]>;
  /** Closed, and the 回访 was neither asked nor refused. */
  listUnasked(closedBefore: Instant, limit: number): Promise<readonly string[]>;
  /** Marked as purged, but a server that died left rows: they are erased first of all. */
  listHalfPurged(limit: number): Promise<readonly string[]>;
  /**
   * Removes every row about the tip-off but the case itself (which has no word of it) and what was published. The
   * receipt opens nothing from then on, like one that never was. Whatever table refers to the tip-off is emptied of it,
   * those of later days too. Again and again does no harm.
   */
  eraseRest(id: string): Promise<void>;
  /** Purged and older than the record may be. */
  listExpired(endedBefore: Instant, limit: number): Promise<readonly string[]>;
  /** The last of it: number, category and days. The ledger's lines stay. */
  eraseCase(id: string): Promise<void>;
}
