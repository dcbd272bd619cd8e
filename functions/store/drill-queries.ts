import type { DrillRecord } from '../../src/domain/drill.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { appendAudit } from './audit-log.ts';
import { notifyChanges } from './change-feed.ts';
import { translated } from './database-errors.ts';
import type { Database } from './database.ts';
import type { DrillStore, ExpectedDrill, StoredDrill } from './drill-contract.ts';
import { drill } from './drill-schema.ts';
import { and, asc, desc, eq, gt, inArray, or, sql } from './drizzle.ts';
import type { EnqueueInTransaction } from './store.ts';

export function createDrillStore(database: Database, enqueue: EnqueueInTransaction): DrillStore {
  const contents = () => database.select({ content: drill.content }).from(drill);
  const isExpected = ({ id, version, state }: ExpectedDrill) =>
    and(eq(drill.id, id), eq(drill.version, version), eq(drill.state, state));

  return {
    async insertDrill(stored, audit) {
      try {
        await database.transaction(async (tx) => {
          await tx.insert(drill).values({ id: stored.record.id, ...columnsOf(stored) });
          for (const entry of audit) await appendAudit(tx, entry);
        });
      } catch (error) {
        throw translated(error);
      }
    },

    async findDrill(id) {
      const [row] = await contents().where(eq(drill.id, id));
      return row === undefined ? null : storedOf(row.content);
    },

    async listDrills(limit) {
      const rows = await contents().orderBy(desc(drill.updatedAt), drill.id).limit(limit);
      return rows.map(({ content }) => storedOf(content));
    },

    async listCurrentDrills(since: Instant) {
      const rows = await contents()
        .where(
          or(
            inArray(drill.state, ['scheduled', 'running']),
            and(inArray(drill.state, ['ended', 'cancelled']), gt(drill.updatedAt, new Date(since))),
          ),
        )
        .orderBy(asc(drill.startAt), drill.id);
      return rows.map(({ content }) => storedOf(content));
    },

    async listPastDrills(limit) {
      const rows = await contents()
        .where(and(eq(drill.state, 'ended'), sql`${drill.content} ->> 'startedAt' is not null`))
        .orderBy(desc(drill.endAt), drill.id)
        .limit(limit);
      return rows.map(({ content }) => storedOf(content));
    },

    async replaceDrill(expected, next, { audit, jobs }) {
      try {
        return await database.transaction(async (tx) => {
          const changed = await tx
            .update(drill)
            .set(columnsOf(next))
            .where(isExpected(expected))
            .returning({ id: drill.id });
          if (changed.length === 0) return false;
          for (const job of jobs) await enqueue(tx, job);
          for (const entry of audit) await appendAudit(tx, entry);
          await tx.execute(notifyChanges('drills'));
          return true;
        });
      } catch (error) {
        throw translated(error);
      }
    },

    deleteDrill: (expected, audit) =>
      database.transaction(async (tx) => {
        const gone = await tx.delete(drill).where(isExpected(expected)).returning({ id: drill.id });
        if (gone.length === 0) return false;
        for (const entry of audit) await appendAudit(tx, entry);
        return true;
      }),
  };
}

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

function columnsOf({ record, parts }: StoredDrill) {
  return {
    version: record.version,
    state: record.state,
    startAt: dateOf(record.startedAt ?? record.startAt),
    endAt: dateOf(record.endedAt ?? record.endAt),
    isDemonstration: record.isDemonstration,
    content: { ...record, parts },
    updatedAt: new Date(record.updatedAt),
  };
}

function storedOf({ parts, ...record }: DrillRecord & Pick<StoredDrill, 'parts'>): StoredDrill {
  return { record, parts };
}
