import { toInstant } from '../../src/domain/instant.ts';
import { sealedItem, tipOffCase } from './case-schema.ts';
import type { CustodianStore } from './custodian-contract.ts';
import { claimCheck } from './custodian-schema.ts';
import type { Database } from './database.ts';
import { count, eq, sql } from './drizzle.ts';

type CustodianQueues = Pick<
  CustodianStore,
  'claimIsCleared' | 'listWaiting' | 'findTag' | 'listClaims' | 'countByKey'
>;

/** What is asked over all cases: what waits, what is over, what one person claimed. */
export function createCustodianQueues(database: Database): CustodianQueues {
  return {
    async claimIsCleared(caseId) {
      const [row] = await database
        .select({ ground: claimCheck.ground, tag: tipOffCase.personTag })
        .from(tipOffCase)
        .innerJoin(claimCheck, eq(claimCheck.tipOffId, tipOffCase.tipOffId))
        .where(eq(tipOffCase.tipOffId, caseId));
      return row !== undefined && row.ground === 'clear' && row.tag !== null;
    },

    async listWaiting() {
      const { rows } = await database.execute(sql`
        select c.tip_off_id from tip_off_case c
        where c.content ->> 'identity' in ('access-requested', 'access-granted')
          or (c.reward = 'claimed' and not exists (select 1 from claim_check k where k.tip_off_id = c.tip_off_id))
        order by c.next_due_at asc nulls last, c.tip_off_id limit 200`);
      return rows.map((row) => String(row['tip_off_id']));
    },

    async findTag(id) {
      const [row] = await database
        .select({ tag: tipOffCase.personTag })
        .from(tipOffCase)
        .where(eq(tipOffCase.tipOffId, id));
      return row?.tag ?? null;
    },

    async listClaims(tag) {
      const { rows } = await database.execute(sql`
        select e.case_no, (e.fen - coalesce((select sum(l.fen) from reward_entry l
          where l.tip_off_id = e.tip_off_id and l.kind = 'lower'), 0))::float8 as fen, e.at, c.reward from reward_entry e
        join tip_off_case c on c.tip_off_id = e.tip_off_id
        where c.person_tag = ${tag} and e.kind = 'approve'
          and not exists (select 1 from reward_entry b where b.tip_off_id = e.tip_off_id and b.kind in ('release', 'reclaim'))
        order by e.sequence desc`);
      return rows.map((row) => ({
        caseNo: String(row['case_no']),
        fen: Number(row['fen']),
        isPaid: row['reward'] === 'paid',
        at: toInstant(new Date(String(row['at']))),
      }));
    },

    async countByKey() {
      const rows = await database
        .select({ keyId: sealedItem.keyId, items: count() })
        .from(sealedItem)
        .groupBy(sealedItem.keyId);
      return new Map(rows.map(({ keyId, items }) => [keyId, items]));
    },
  };
}
