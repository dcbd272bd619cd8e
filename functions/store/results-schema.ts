import { jsonb, pgTable, text, timestamp } from './drizzle.ts';
import type { ResultWords } from '../../src/domain/results.ts';
import type { QuarterStatistics } from '../../src/domain/results-statistics.ts';
import { tipOff } from './tip-off-schema.ts';

/** What the public is told about a case. It is public while the case's own publication axis says so, and no longer. */
export const caseResult = pgTable('case_result', {
  /** Made for the public: neither the case's id nor its number. */
  id: text('id').primaryKey(),
  tipOffId: text('tip_off_id')
    .notNull()
    .unique()
    .references(() => tipOff.id, { onDelete: 'cascade' }),
  content: jsonb('content').$type<ResultWords>().notNull(),
});

/** Figures of a quarter as they were published: protected, and never changed again. */
export const resultQuarter = pgTable('result_quarter', {
  quarter: text('quarter').primaryKey(),
  content: jsonb('content').$type<QuarterStatistics>().notNull(),
  publishedAt: timestamp('published_at', { withTimezone: true, precision: 3, mode: 'date' }).notNull(),
});
