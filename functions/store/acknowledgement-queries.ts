import { and, asc, eq, lt, sql } from './drizzle.ts';
import { ACKNOWLEDGEMENT_KINDS } from '../../src/domain/acknowledgement.ts';
import { toInstant } from '../../src/domain/instant.ts';
import type { Database } from './database.ts';
import type { AcknowledgementStore } from './subscriber-contract.ts';
import { acknowledgementCount, acknowledgementMark } from './subscription-schema.ts';

/** Counting presses: the mark decides whether one is new, in the transaction that counts it. */
export function createAcknowledgementStore(database: Database): AcknowledgementStore {
  return {
    add: (one, at) =>
      database.transaction(async (tx) => {
        const fresh = await tx
          .insert(acknowledgementMark)
          .values({ ...one, at: new Date(at) })
          .onConflictDoNothing()
          .returning({ mark: acknowledgementMark.mark });
        if (fresh.length === 0) return false;
        const { alertId, revision, adcode, kind } = one;
        await tx.execute(sql`
          insert into acknowledgement_count (alert_id, revision, adcode, kind, count, first_at, last_at)
          values (${alertId}, ${revision}, ${adcode}, ${kind}, 1, ${at}::timestamptz, ${at}::timestamptz)
          on conflict (alert_id, revision, adcode, kind) do update set
            count = acknowledgement_count.count + 1,
            last_at = greatest(acknowledgement_count.last_at, excluded.last_at)`);
        return true;
      }),

    remove: ({ alertId, kind, mark }) =>
      database.transaction(async (tx) => {
        const [gone] = await tx
          .delete(acknowledgementMark)
          .where(
            and(
              eq(acknowledgementMark.alertId, alertId),
              eq(acknowledgementMark.kind, kind),
              eq(acknowledgementMark.mark, mark),
            ),
          )
          .returning();
        if (gone === undefined) return false;
        await tx
          .update(acknowledgementCount)
          .set({ count: sql`${acknowledgementCount.count} - 1` })
          .where(
            and(
              eq(acknowledgementCount.alertId, alertId),
              eq(acknowledgementCount.revision, gone.revision),
              eq(acknowledgementCount.adcode, gone.adcode),
              eq(acknowledgementCount.kind, kind),
            ),
          );
        return true;
      }),

    async countsOf(alertId) {
      const rows = await database
        .select()
        .from(acknowledgementCount)
        .where(and(eq(acknowledgementCount.alertId, alertId), sql`${acknowledgementCount.count} > 0`))
        .orderBy(
          asc(acknowledgementCount.revision),
          asc(acknowledgementCount.adcode),
          asc(acknowledgementCount.kind),
        );
      return rows.flatMap(({ revision, adcode, kind, count, firstAt, lastAt }) => {
        const known = ACKNOWLEDGEMENT_KINDS.find((one) => one === kind);
        if (known === undefined) return [];
        const [from, to] = [toInstant(firstAt), toInstant(lastAt)];
        return [{ revision, adcode, kind: known, count, firstAt: from, lastAt: to }];
      });
    },

    async purgeMarks(before) {
      const gone = await database
        .delete(acknowledgementMark)
        .where(lt(acknowledgementMark.at, new Date(before)))
        .returning({ one: sql`1` });
      return gone.length;
    },
  };
}
