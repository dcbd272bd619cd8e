import type { CaseFile } from '../../src/domain/case-file.ts';
import type { Day } from '../../src/domain/deadline.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { ResultFilter, ResultWords } from '../../src/domain/results.ts';
import type { Quarter, QuarterStatistics, StatisticFact } from '../../src/domain/results-statistics.ts';

export interface StoredResult {
  id: string;
  words: ResultWords;
  file: CaseFile;
}

export interface ResultStore {
  /** Published and closed, those closed in later weeks first, within a week in no order that tells anything. */
  listPublished(filter: ResultFilter, limit: number, offset: number): Promise<readonly StoredResult[]>;
  countPublished(filter: ResultFilter): Promise<number>;
  /** Counties and categories of what is published. */
  listPublishedKeys(): Promise<{ adcodes: readonly Adcode[]; categories: readonly string[] }>;
  findWords(tipOffId: string): Promise<ResultWords | null>;
  /**
   * Words of a case as it is at `version`; shown to nobody until the case is published. The public id is `id`, once and
   * for ever. False when a colleague was faster: what they published must not get other words.
   */
  saveWords(tipOffId: string, version: number, id: string, words: ResultWords): Promise<boolean>;
  /** Closed cases in these trees and those of no region, the last closed first. Situations are not published. */
  listClosed(adcodes: readonly Adcode[], limit: number): Promise<readonly CaseFile[]>;
  /** What happened in the weeks from one Monday up to, not including, another. */
  countFacts(from: Day, to: Day): Promise<readonly StatisticFact[]>;
  listQuarters(): Promise<readonly Quarter[]>;
  findQuarter(quarter: Quarter): Promise<QuarterStatistics | null>;
  /** The first one stays. */
  saveQuarter(statistics: QuarterStatistics, at: Instant): Promise<void>;
}
