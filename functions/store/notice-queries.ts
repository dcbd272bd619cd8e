import type { NoticeRecord } from '../../src/domain/notice.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { appendAudit } from './audit-log.ts';
import { notifyChanges } from './change-feed.ts';
import { translated } from './database-errors.ts';
import type { Database } from './database.ts';
import { and, desc, eq, gt, lte, or } from './drizzle.ts';
import type { ExpectedNotice, NoticeStore } from './notice-contract.ts';
import { notice } from './notice-schema.ts';
import type { EnqueueInTransaction } from './store.ts';

export function createNoticeStore(database: Database, enqueue: EnqueueInTransaction): NoticeStore {
  const contents = () => database.select({ content: notice.content }).from(notice);
  const isExpected = ({ id, version, state }: ExpectedNotice) =>
    and(eq(notice.id, id), eq(notice.version, version), eq(notice.state, state));
  const all = (rows: readonly { content: NoticeRecord }[]) => rows.map(({ content }) => content);

  return {
    async insertNotice(record, audit) {
      try {
        await database.transaction(async (tx) => {
          await tx.insert(notice).values({ id: record.id, ...columnsOf(record) });
          for (const entry of audit) await appendAudit(tx, entry);
        });
      } catch (error) {
        throw translated(error);
      }
    },

    async findNotice(id) {
      const [row] = await contents().where(eq(notice.id, id));
      return row?.content ?? null;
    },

    async listNotices(limit) {
      return all(await contents().orderBy(desc(notice.updatedAt), notice.id).limit(limit));
    },

    async listNoticesNotOver(now) {
      const isAhead = and(eq(notice.state, 'published'), gt(notice.endsAt, new Date(now)));
      return all(await contents().where(isAhead).orderBy(desc(notice.publishedAt), notice.id));
    },

    async listPastNotices(now, limit) {
      const isOver = and(eq(notice.state, 'published'), lte(notice.endsAt, new Date(now)));
      return all(
        await contents()
          .where(or(eq(notice.state, 'withdrawn'), isOver))
          .orderBy(desc(notice.publishedAt), notice.id)
          .limit(limit),
      );
    },

    async replaceNotice(expected, next, { audit, jobs }) {
      try {
        return await database.transaction(async (tx) => {
          const changed = await tx
            .update(notice)
            .set(columnsOf(next))
            .where(isExpected(expected))
            .returning({ id: notice.id });
          if (changed.length === 0) return false;
          for (const job of jobs) await enqueue(tx, job);
          for (const entry of audit) await appendAudit(tx, entry);
          await tx.execute(notifyChanges('notices'));
          return true;
        });
      } catch (error) {
        throw translated(error);
      }
    },

    deleteNotice: (expected, audit) =>
      database.transaction(async (tx) => {
        const gone = await tx.delete(notice).where(isExpected(expected)).returning({ id: notice.id });
        if (gone.length === 0) return false;
        for (const entry of audit) await appendAudit(tx, entry);
        return true;
      }),
  };
}

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

/** Without a start of its own a notice begins when it is published. */
function columnsOf(record: NoticeRecord) {
  return {
    version: record.version,
    state: record.state,
    startsAt: dateOf(record.form.startsAt ?? record.publishedAt),
    endsAt: dateOf(record.form.endsAt),
    publishedAt: dateOf(record.publishedAt),
    isDemonstration: record.isDemonstration,
    content: record,
    updatedAt: new Date(record.updatedAt),
  };
}
