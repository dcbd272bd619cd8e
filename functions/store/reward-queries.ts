import { toInstant, type Instant } from '../../src/domain/instant.ts';
import type { LedgerLine } from '../../src/domain/reward-check.ts';
import type { RewardEntry } from '../../src/domain/reward-ledger.ts';
import type { RewardState } from '../../src/domain/case-state.ts';
import { rewardEntry, tipOffCase } from './case-schema.ts';
import type { Database } from './database.ts';
import { and, asc, desc, eq, gt, lt, ne, or, sql, type SQL } from './drizzle.ts';
import { readRewardBasis } from './reward-basis.ts';
import type { LedgerFilter, RewardStore } from './reward-contract.ts';
import type { TipKeys } from './tip-keys.ts';

/** "money" as bytes; nothing else in the database locks it. */
const MONEY_LOCK = 0x6d6f6e6579;
/** An office is a county: everything below it is on its books. */
const COUNTY_DIGITS = 6;

/** The reward ledger as it is read, and what a sum is compared with before it is written. */
export function createRewardStore(database: Database, keys: TipKeys): RewardStore {
  let turn: Promise<unknown> = Promise.resolve();
  const lines = (where: SQL | undefined) =>
    database
      .select({ entry: rewardEntry, adcode: tipOffCase.adcode })
      .from(rewardEntry)
      .leftJoin(tipOffCase, eq(tipOffCase.tipOffId, rewardEntry.tipOffId))
      .where(where)
      .orderBy(desc(rewardEntry.sequence));

  return {
    // In turn within the process too: waiting here costs nothing, waiting for the lock costs a connection each.
    oneAtATime(work) {
      const mine = turn.then(() =>
        database.transaction(async (tx) => {
          await tx.execute(sql`select pg_advisory_xact_lock(${MONEY_LOCK})`);
          return work();
        }),
      );
      turn = mine.catch(() => undefined);
      return mine;
    },

    readBasis: (caseId) => readRewardBasis(database, keys, caseId),

    async spent(by, kind, since, exceptId) {
      const whose = 'tag' in by ? sql`c.person_tag = ${by.tag}` : sql`starts_with(c.adcode, ${by.adcode})`;
      const lowered = sql`coalesce((select sum(l.fen) from reward_entry l
        where l.tip_off_id = e.tip_off_id and l.kind = 'lower'), 0)`;
      // A line of payment already says what was left after lowering.
      const fen = kind === 'approve' ? sql`e.fen - ${lowered}` : sql`e.fen`;
      const { rows } = await database.execute(sql`
        select coalesce(sum(${fen}), 0)::float8 as fen from reward_entry e
        join tip_off_case c on c.tip_off_id = e.tip_off_id
        where ${whose} and e.kind = ${kind} and e.at >= ${since}::timestamptz and e.tip_off_id <> ${exceptId}
          and not exists (select 1 from reward_entry b
            where b.tip_off_id = e.tip_off_id and b.kind in ('release', 'reclaim'))`);
      return Number(rows[0]?.['fen'] ?? 0);
    },

    async listLines(filter, limit) {
      return (await lines(within(filter)).limit(limit)).map(lineOf);
    },

    async sumLines(filter) {
      const rows = await database
        .select({
          kind: rewardEntry.kind,
          from: rewardEntry.fromAccount,
          to: rewardEntry.toAccount,
          fen: sql<number>`sum(${rewardEntry.fen})::float8`,
          count: sql<number>`count(*)::int`,
        })
        .from(rewardEntry)
        .leftJoin(tipOffCase, eq(tipOffCase.tipOffId, rewardEntry.tipOffId))
        .where(within(filter))
        .groupBy(rewardEntry.kind, rewardEntry.fromAccount, rewardEntry.toAccount);
      return rows as (RewardEntry & { count: number })[];
    },

    async listOffices(adcodes) {
      const office = sql<string>`left(${tipOffCase.adcode}, ${sql.raw(String(COUNTY_DIGITS))})`;
      const rows = await database
        .selectDistinct({ office })
        .from(rewardEntry)
        .innerJoin(tipOffCase, eq(tipOffCase.tipOffId, rewardEntry.tipOffId))
        .where(and(inTrees(adcodes), sql`${tipOffCase.adcode} is not null`))
        .orderBy(asc(office));
      return rows.map((row) => row.office);
    },

    // One snapshot: a case that moves between two readings would look like a fault.
    readBooks: () =>
      database.transaction(
        async (tx) => {
          const cases = await tx
            .select({ content: tipOffCase.content })
            .from(tipOffCase)
            .where(ne(tipOffCase.reward, 'none'));
          const entries = await tx
            .select({ entry: rewardEntry, adcode: tipOffCase.adcode })
            .from(rewardEntry)
            .leftJoin(tipOffCase, eq(tipOffCase.tipOffId, rewardEntry.tipOffId));
          return {
            cases: cases.map(({ content: { id, caseNo, reward, assessment } }) => ({
              id,
              caseNo,
              reward: reward as RewardState,
              fen: assessment?.fen ?? null,
            })),
            lines: entries.map(lineOf),
          };
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      ),
  };
}

const inTrees = (adcodes: LedgerFilter['adcodes']): SQL | undefined =>
  or(
    sql`${tipOffCase.adcode} is null`,
    ...adcodes.map((code) => sql`starts_with(${tipOffCase.adcode}, ${code})`),
  );

function within({ adcodes, office, from, until }: LedgerFilter): SQL | undefined {
  const date = (at: Instant) => new Date(at);
  return and(
    inTrees(adcodes),
    office === null
      ? undefined
      : office === 'none'
        ? sql`${tipOffCase.adcode} is null`
        : sql`starts_with(${tipOffCase.adcode}, ${office})`,
    from === null ? undefined : or(gt(rewardEntry.at, date(from)), eq(rewardEntry.at, date(from))),
    until === null ? undefined : lt(rewardEntry.at, date(until)),
  );
}

function lineOf({
  entry,
  adcode,
}: {
  entry: typeof rewardEntry.$inferSelect;
  adcode: string | null;
}): LedgerLine {
  return {
    kind: entry.kind as LedgerLine['kind'],
    from: entry.fromAccount as LedgerLine['from'],
    to: entry.toAccount as LedgerLine['to'],
    fen: entry.fen,
    caseId: entry.tipOffId,
    caseNo: entry.caseNo,
    adcode,
    at: toInstant(entry.at),
  };
}
