import type { FollowUpAnswer } from '../../src/domain/follow-up.ts';
import { toInstant, type Instant } from '../../src/domain/instant.ts';
import { caseNote } from './case-schema.ts';
import type { Database } from './database.ts';
import { and, count, eq, sql } from './drizzle.ts';
import type { FollowUpStore } from './follow-up-contract.ts';
import { followUp } from './follow-up-schema.ts';
import type { TipKeys } from './tip-keys.ts';
import { seal } from './tip-off-cipher.ts';

const instantOf = (date: Date | null): Instant | null => (date === null ? null : toInstant(date));
/** Neither answered nor unwanted. */
const isOpen = sql`${followUp.answeredAt} is null and ${followUp.optedOutAt} is null`;

export function createFollowUpStore(database: Database, keys: TipKeys): FollowUpStore {
  return {
    async findFollowUp(tipOffId) {
      const [row] = await database.select().from(followUp).where(eq(followUp.tipOffId, tipOffId));
      if (row === undefined) return null;
      return {
        dueAt: instantOf(row.dueAt),
        optedOutAt: instantOf(row.optedOutAt),
        answeredAt: instantOf(row.answeredAt),
        answer: row.answer as FollowUpAnswer | null,
      };
    },

    async markFollowUpDue(tipOffId, at) {
      const rows = await database
        .insert(followUp)
        .values({ tipOffId, dueAt: new Date(at) })
        .onConflictDoNothing()
        .returning({ id: followUp.tipOffId });
      return rows.length > 0;
    },

    async optOutOfFollowUp(tipOffId, at) {
      const rows = await database
        .insert(followUp)
        .values({ tipOffId, optedOutAt: new Date(at) })
        .onConflictDoUpdate({
          target: followUp.tipOffId,
          set: { optedOutAt: new Date(at) },
          setWhere: isOpen,
        })
        .returning({ id: followUp.tipOffId });
      return rows.length > 0;
    },

    async answerFollowUp(tipOffId, answer, words, at) {
      const key = words === '' ? null : await keys.open(tipOffId);
      if (words !== '' && key === null) return false;
      return database.transaction(async (tx) => {
        const rows = await tx
          .update(followUp)
          .set({ answer, answeredAt: new Date(at) })
          .where(and(eq(followUp.tipOffId, tipOffId), isOpen, sql`${followUp.dueAt} is not null`))
          .returning({ id: followUp.tipOffId });
        if (rows.length === 0) return false;
        if (key !== null)
          await tx.insert(caseNote).values({
            tipOffId,
            audience: 'office',
            author: 'reporter',
            kind: 'follow-up',
            sealed: seal(key, Buffer.from(words), `${tipOffId}:note`),
            at: new Date(at),
          });
        return true;
      });
    },

    async countFollowUps(since) {
      const rows = await database
        .select({ answer: followUp.answer, n: count() })
        .from(followUp)
        .where(sql`${followUp.answeredAt} >= ${since}::timestamptz`)
        .groupBy(followUp.answer);
      const of = (answer: FollowUpAnswer): number => rows.find((row) => row.answer === answer)?.n ?? 0;
      return { satisfied: of('satisfied'), unsatisfied: of('unsatisfied') };
    },
  };
}
