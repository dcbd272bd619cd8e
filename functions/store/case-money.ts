import { toInstant } from '../../src/domain/instant.ts';
import { balances, type RewardEntry } from '../../src/domain/reward-ledger.ts';
import type { CaseStore, CustodianKey } from './case-contract.ts';
import { custodianKey, rewardEntry, tipOffCase } from './case-schema.ts';
import type { Database } from './database.ts';
import { and, asc, eq, sql } from './drizzle.ts';

type CaseMoney = Pick<
  CaseStore,
  | 'findClaimSecret'
  | 'countClaimTry'
  | 'setPersonTag'
  | 'sumForPerson'
  | 'listBalances'
  | 'addCustodianKey'
  | 'retireCustodianKey'
  | 'listCustodianKeys'
>;

/** What claiming and paying need: the claim's secret, one person's sums, the ledger, and the custodian's public keys. */
export function createCaseMoney(database: Database): CaseMoney {
  const byId = (id: string) => eq(tipOffCase.tipOffId, id);
  return {
    async findClaimSecret(id) {
      const [row] = await database
        .select({ hash: tipOffCase.claimSecret, tries: tipOffCase.claimTries })
        .from(tipOffCase)
        .where(byId(id));
      return row ?? { hash: null, tries: 0 };
    },

    async countClaimTry(id) {
      const [row] = await database
        .update(tipOffCase)
        .set({ claimTries: sql`${tipOffCase.claimTries} + 1` })
        .where(byId(id))
        .returning({ tries: tipOffCase.claimTries });
      return row?.tries ?? 0;
    },

    async setPersonTag(id, tag) {
      await database.update(tipOffCase).set({ personTag: tag }).where(byId(id));
    },

    async sumForPerson(tag, since) {
      const { rows } = await database.execute(sql`
        select coalesce(sum(case e.kind when 'approve' then e.fen else -e.fen end), 0)::float8 as fen from reward_entry e
        join tip_off_case c on c.tip_off_id = e.tip_off_id
        where c.person_tag = ${tag} and e.kind in ('approve', 'lower') and e.at >= ${since}::timestamptz
          and not exists (select 1 from reward_entry b where b.tip_off_id = e.tip_off_id and b.kind in ('release', 'reclaim'))`);
      return Number(rows[0]?.['fen'] ?? 0);
    },

    async listBalances() {
      const rows = await database.select().from(rewardEntry);
      return balances(
        rows.map(
          (row) =>
            ({ kind: row.kind, from: row.fromAccount, to: row.toAccount, fen: row.fen }) as RewardEntry,
        ),
      );
    },

    async addCustodianKey(key) {
      await database
        .insert(custodianKey)
        .values({ ...key, createdAt: new Date(key.createdAt), retiredAt: null });
    },

    async retireCustodianKey(id, at) {
      const rows = await database
        .update(custodianKey)
        .set({ retiredAt: new Date(at) })
        .where(and(eq(custodianKey.id, id), sql`${custodianKey.retiredAt} is null`))
        .returning({ id: custodianKey.id });
      return rows.length > 0;
    },

    async listCustodianKeys() {
      const rows = await database.select().from(custodianKey).orderBy(asc(custodianKey.createdAt));
      return rows.map((row): CustodianKey => ({
        ...row,
        createdAt: toInstant(row.createdAt),
        retiredAt: row.retiredAt === null ? null : toInstant(row.retiredAt),
      }));
    },
  };
}
