import { and, asc, desc, eq, sql, type SQL } from './drizzle.ts';
import { toInstant, type Instant } from '../../src/domain/instant.ts';
import type { Database } from './database.ts';
import type {
  DeliveryLedger,
  LedgerCounts,
  LedgerKey,
  LedgerRow,
  LedgerState,
  LedgerTotal,
} from './ledger-contract.ts';
import { deliveryLedger } from './ledger-schema.ts';
import type { EnqueueInTransaction } from './store.ts';

const orNull = (at: Date | null): Instant | null => (at === null ? null : toInstant(at));
const isOpen = sql`state in ('waiting', 'sending')`;
const MOST_TOTALS = 500;

function toRow(row: typeof deliveryLedger.$inferSelect): LedgerRow {
  return {
    ...row,
    state: row.state as LedgerState,
    plannedAt: toInstant(row.plannedAt),
    firstAt: orNull(row.firstAt),
    lastAt: orNull(row.lastAt),
    nextAt: orNull(row.nextAt),
  };
}

/** What was just done, as one statement: for the transaction in which the deliveries themselves are recorded. */
export function addToLedger(key: LedgerKey, counts: Partial<LedgerCounts>, at: Instant): SQL {
  const { sent = 0, accepted = 0, gone = 0, failed = 0, later = 0 } = counts;
  const when = sql`case when ${accepted}::int > 0 then ${at}::timestamptz end`;
  return sql`
    update delivery_ledger set
      sent = sent + ${sent}::int, accepted = accepted + ${accepted}::int, gone = gone + ${gone}::int,
      failed = failed + ${failed}::int, later = later + ${later}::int,
      first_at = least(first_at, ${when}), last_at = greatest(last_at, ${when})
    where topic = ${key.topic} and revision = ${key.revision} and channel = ${key.channel} and batch = ${key.batch}`;
}

export function createLedger(database: Database, enqueue: EnqueueInTransaction): DeliveryLedger {
  const ofKey = (key: LedgerKey) =>
    and(
      eq(deliveryLedger.topic, key.topic),
      eq(deliveryLedger.revision, key.revision),
      eq(deliveryLedger.channel, key.channel),
      eq(deliveryLedger.batch, key.batch),
    );

  const begin = async (key: LedgerKey, isDue: SQL): Promise<boolean> => {
    const rows = await database
      .update(deliveryLedger)
      .set({ state: 'sending', tries: sql`${deliveryLedger.tries} + 1`, later: 0, nextAt: null })
      .where(and(ofKey(key), isOpen, isDue))
      .returning({ batch: deliveryLedger.batch });
    return rows.length > 0;
  };

  return {
    plan: (batches, at) =>
      database.transaction(async (tx) => {
        let planned = 0;
        for (const { job, ...key } of batches) {
          const when = new Date(at);
          const rows = await tx
            .insert(deliveryLedger)
            .values({ ...key, plannedAt: when, nextAt: when })
            .onConflictDoNothing()
            .returning({ batch: deliveryLedger.batch });
          if (rows.length === 0) continue;
          planned += 1;
          if (job !== undefined) await enqueue(tx, job);
        }
        return planned;
      }),

    begin: (key) => begin(key, sql`true`),

    async beginDue(key, at) {
      if (await begin(key, sql`(next_at is null or next_at <= ${at}::timestamptz)`)) return 'begun';
      const [row] = await database
        .select({ nextAt: deliveryLedger.nextAt })
        .from(deliveryLedger)
        .where(and(ofKey(key), isOpen));
      return row?.nextAt ? { waitUntil: toInstant(row.nextAt) } : 'closed';
    },

    async add(key, counts, at) {
      await database.execute(addToLedger(key, counts, at));
    },

    async end(key, { state, nextAt, problem = null }) {
      await database
        .update(deliveryLedger)
        .set({
          state,
          problem,
          nextAt: state === 'waiting' && nextAt !== undefined ? new Date(nextAt) : null,
        })
        .where(and(ofKey(key), isOpen));
    },

    async rowsOf(topic) {
      const rows = await database
        .select()
        .from(deliveryLedger)
        .where(eq(deliveryLedger.topic, topic))
        .orderBy(desc(deliveryLedger.revision), asc(deliveryLedger.channel), asc(deliveryLedger.batch));
      return rows.map(toRow);
    },

    async totals(asked) {
      const limit = 'limit' in asked ? Math.min(asked.limit, MOST_TOTALS) : MOST_TOTALS;
      const which = 'topic' in asked ? sql`where topic = ${asked.topic}` : sql``;
      const { rows } = await database.execute(sql`
        select topic, revision, channel, count(*)::int as batches,
          count(*) filter (where ${isOpen})::int as open_batches,
          count(*) filter (where state = 'failed')::int as failed_batches,
          sum(sent)::int as sent, sum(accepted)::int as accepted, sum(gone)::int as gone,
          sum(failed)::int as failed, sum(later)::int as later,
          min(planned_at) as planned_at, min(first_at) as first_at, max(last_at) as last_at,
          (array_agg(problem order by planned_at desc) filter (where problem is not null))[1] as problem
        from delivery_ledger ${which}
        group by topic, revision, channel
        order by min(planned_at) desc, topic, revision desc, channel
        limit ${limit}`);
      return rows.map(toTotal);
    },

    async backlog(channel, since) {
      const { rows } = await database.execute(sql`
        select count(*) filter (where ${isOpen})::int as open_batches,
          min(planned_at) filter (where ${isOpen}) as oldest,
          coalesce(sum(later) filter (where ${isOpen}), 0)::int as later,
          count(*) filter (where state = 'failed' and planned_at >= ${since}::timestamptz)::int as failed_batches,
          coalesce(sum(failed) filter (where planned_at >= ${since}::timestamptz), 0)::int as refused
        from delivery_ledger
        where channel = ${channel} and (${isOpen} or planned_at >= ${since}::timestamptz)`);
      const row = rows[0] ?? {};
      return {
        openBatches: row['open_batches'] as number,
        oldestPlannedAt: instantOf(row['oldest']),
        later: row['later'] as number,
        failedBatches: row['failed_batches'] as number,
        refused: row['refused'] as number,
      };
    },
  };
}

function toTotal(row: Record<string, unknown>): LedgerTotal {
  const plannedAt = instantOf(row['planned_at']);
  if (plannedAt === null) throw new Error('a ledger row without a day');
  return {
    topic: row['topic'] as string,
    revision: row['revision'] as number,
    channel: row['channel'] as string,
    batches: row['batches'] as number,
    openBatches: row['open_batches'] as number,
    failedBatches: row['failed_batches'] as number,
    sent: row['sent'] as number,
    accepted: row['accepted'] as number,
    gone: row['gone'] as number,
    failed: row['failed'] as number,
    later: row['later'] as number,
    plannedAt,
    firstAt: instantOf(row['first_at']),
    lastAt: instantOf(row['last_at']),
    problem: row['problem'] as string | null,
  };
}

/** Drizzle leaves the timestamps of a written statement as PostgreSQL's text. */
function instantOf(value: unknown): Instant | null {
  return value === null || value === undefined ? null : toInstant(new Date(value as string | Date));
}
