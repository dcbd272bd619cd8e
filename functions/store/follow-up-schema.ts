import { check, index, pgTable, sql, text, timestamp } from './drizzle.ts';
import { tipOff } from './tip-off-schema.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** 回访: asked once after a case has ended, unless the reporter wants no question. What they write is a sealed case note. */
export const followUp = pgTable(
  'follow_up',
  {
    tipOffId: text('tip_off_id')
      .primaryKey()
      .references(() => tipOff.id, { onDelete: 'cascade' }),
    /** From when the question stands on the status page; null: not yet. */
    dueAt: instant('due_at'),
    /** 不用问我: never asked from then on. */
    optedOutAt: instant('opted_out_at'),
    answeredAt: instant('answered_at'),
    answer: text('answer'),
  },
  (t) => [
    index('follow_up_answered_at').on(t.answeredAt),
    check('follow_up_answer', sql`${t.answer} in ('satisfied', 'unsatisfied')`),
  ],
);
