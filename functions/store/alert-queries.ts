import { and, asc, desc, eq, gt, lte, lt, max, sql } from './drizzle.ts';
import { createHash } from 'node:crypto';
import { levelRank } from '../../src/domain/level.ts';
import type { AlertRevision, MessageKey } from '../../src/domain/alert.ts';
import { levelOf, partEndsAt, revisionEndsAt } from '../../src/domain/alert-state.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { notifyChanges } from './change-feed.ts';
import { translated } from './database-errors.ts';
import type { Database } from './database.ts';
import { alertRevision } from './schema.ts';
import {
  RevisionConflict,
  type AlertStore,
  type EnqueueInTransaction,
  type MessageDocument,
  type OutgoingJob,
} from './store.ts';

/** The name of CAP's lineage key in an index: the key itself may be longer than an index entry can be. */
function messageHash(key: MessageKey): string {
  return createHash('sha256')
    .update(JSON.stringify([key.sender, key.identifier, key.sent]))
    .digest('hex');
}

function toRow(revision: AlertRevision, document: MessageDocument): typeof alertRevision.$inferInsert {
  return {
    alertId: revision.alertId,
    revision: revision.revision,
    action: revision.action,
    origin: revision.origin,
    source: revision.source,
    sentAt: new Date(revision.sentAt),
    endsAt: new Date(revisionEndsAt(revision)),
    adcodes: [...new Set(revision.parts.flatMap((part) => part.adcodes))],
    messageHash: messageHash(revision.message),
    messageSender: revision.message.sender,
    messageIdentifier: revision.message.identifier,
    messageSent: revision.message.sent,
    isDemonstration: revision.isDemonstration,
    content: revision,
    document: document.body,
    mediaType: document.mediaType,
  };
}

/** What follows from a stored revision: its delivery now, and a wake-up at each moment a part of it ends. */
function jobsOf(revision: AlertRevision): OutgoingJob[] {
  const data = { alertId: revision.alertId, revision: revision.revision };
  const ends = new Set([revisionEndsAt(revision)]);
  if (revision.action !== 'cancel')
    for (const part of revision.parts) ends.add(partEndsAt(part, revision.sentAt));
  const expiries = [...ends].sort().map((startAt) => ({ name: 'expire', data, startAt }));
  // 演示数据 is shown, never delivered: no job, so nothing downstream can forget to look.
  const priority = -levelRank(levelOf(revision.parts));
  if (revision.isDemonstration) return expiries;
  const handOver = {
    name: 'hand-over',
    data: { topic: revision.alertId, revision: revision.revision },
    priority,
  };
  return [{ name: 'deliver', data, priority }, handOver, ...expiries];
}

/** No newer revision of the same alert exists. */
const isLatest = sql`not exists (
  select 1 from alert_revision newer
  where newer.alert_id = ${alertRevision.alertId} and newer.revision > ${alertRevision.revision})`;

export function createAlertStore(database: Database, enqueue: EnqueueInTransaction): AlertStore {
  const contents = () => database.select({ content: alertRevision.content }).from(alertRevision);

  return {
    async saveRevision(revision, document) {
      try {
        return await database.transaction(async (tx) => {
          // Writers of one alert go one after another, so that the check below still holds when the row is written.
          await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${revision.alertId}, 0))`);
          const same = eq(alertRevision.messageHash, messageHash(revision.message));
          const known = await tx.select({ revision: alertRevision.revision }).from(alertRevision).where(same);
          if (known.length > 0) return 'already-there';
          const [latest] = await tx
            .select({ revision: max(alertRevision.revision) })
            .from(alertRevision)
            .where(eq(alertRevision.alertId, revision.alertId));
          if (revision.revision !== (latest?.revision ?? 0) + 1)
            throw new RevisionConflict(`${revision.alertId}: latest is ${latest?.revision ?? 0}`);
          // The same message may be on its way into another alert at this moment: the unique index decides.
          const stored = await tx
            .insert(alertRevision)
            .values(toRow(revision, document))
            .onConflictDoNothing({ target: alertRevision.messageHash })
            .returning({ revision: alertRevision.revision });
          if (stored.length === 0) return 'already-there';
          for (const job of jobsOf(revision)) await enqueue(tx, job);
          await tx.execute(notifyChanges('alerts'));
          return 'saved';
        });
      } catch (error) {
        throw translated(error);
      }
    },

    async findHistory(alertId) {
      const rows = await contents()
        .where(eq(alertRevision.alertId, alertId))
        .orderBy(asc(alertRevision.revision));
      return rows.length === 0 ? null : { revisions: rows.map((row) => row.content) };
    },

    async findByMessage(key) {
      const [row] = await contents().where(eq(alertRevision.messageHash, messageHash(key)));
      return row?.content ?? null;
    },

    async listCurrent(now) {
      const rows = await contents().where(and(gt(alertRevision.endsAt, new Date(now)), isLatest));
      return rows.map((row) => row.content);
    },

    async listPast(now: Instant, limit: number, before: Instant | null) {
      const rows = await contents()
        .where(
          and(
            lte(alertRevision.endsAt, new Date(now)),
            before === null ? undefined : lt(alertRevision.sentAt, new Date(before)),
            isLatest,
          ),
        )
        .orderBy(desc(alertRevision.sentAt), asc(alertRevision.alertId))
        .limit(limit);
      return rows.map((row) => row.content);
    },
  };
}
