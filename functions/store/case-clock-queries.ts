import { randomBytes } from 'node:crypto';
import type { CaseFile } from '../../src/domain/case-file.ts';
import type { CaseClockStore } from './case-clock-contract.ts';
import { tipOffCase } from './case-schema.ts';
import { quoted } from './snapshot-tables.ts';
import type { Database } from './database.ts';
import { eq, sql, type SQL } from './drizzle.ts';
import { tipOff } from './tip-off-schema.ts';

/** Tables about a tip-off that hold no word of it, so that they outlive the purge. */
const KEPT_TABLES = ['tip_off_case', 'case_result'];
/** How a receipt's hash begins when it opens nothing any more: no keyed hash has a colon. */
const PURGED = 'purged:';

export function createCaseClockStore(database: Database): CaseClockStore {
  const files = async (where: SQL, after: string, limit: number): Promise<readonly CaseFile[]> => {
    const rows = await database
      .select({ content: tipOffCase.content })
      .from(tipOffCase)
      .where(sql`${tipOffCase.tipOffId} > ${after} and (${where})`)
      .orderBy(tipOffCase.tipOffId)
      .limit(limit);
    return rows.map(({ content }) => content);
  };
  const ids = async (query: SQL): Promise<readonly string[]> =>
    (await database.execute(query)).rows.map((row) => String(row['id']));

  return {
    listMovable: (now, notifiedBySystem, after, limit) =>
      files(
        sql`reward = 'notified'
          or (content->>'identity' = 'access-granted' and content->'access'->>'until' <= ${now})
          or (content->>'publication' = 'private' and content->>'closedAt' is not null)
          or (reward = 'approved' and content->'assessment'->>'profileId' in ${[...notifiedBySystem, '']})`,
        after,
        limit,
      ),

    listKept: (after, limit) =>
      files(
        sql`state in ('closed', 'declined', 'transferred') and content->>'identity' <> 'purged'`,
        after,
        limit,
      ),

    listUnasked: (closedBefore, limit) =>
      ids(sql`
        select c.tip_off_id as id from tip_off_case c
        where c.state = 'closed' and c.content->>'closedAt' <= ${closedBefore}
          and c.content->>'identity' <> 'purged'
          and not exists (select 1 from follow_up f where f.tip_off_id = c.tip_off_id)
        order by 1 limit ${limit}`),

    listHalfPurged: (limit) =>
      ids(sql`
        select c.tip_off_id as id from tip_off_case c join tip_off t on t.id = c.tip_off_id
        where c.content->>'identity' = 'purged' and not starts_with(t.receipt_hash, ${PURGED})
        order by 1 limit ${limit}`),

    async eraseRest(id) {
      await database.transaction(async (tx) => {
        for (const { name, column } of await referringTables(tx))
          if (!KEPT_TABLES.includes(name))
            await tx.execute(
              sql`delete from ${sql.raw(quoted(name))} where ${sql.raw(quoted(column))} = ${id}`,
            );
        await tx
          .update(tipOffCase)
          .set({ claimSecret: null, claimTries: 0, personTag: null })
          .where(eq(tipOffCase.tipOffId, id));
        // Last, in the same transaction: as long as it is not so, the next run does all of it again.
        await tx
          .update(tipOff)
          .set({
            receiptHash: `${PURGED}${randomBytes(16).toString('hex')}`,
            retryHash: null,
            contentHash: '',
            keyFile: `purged/${id}`,
            sealedWords: new Uint8Array(),
          })
          .where(eq(tipOff.id, id));
      });
    },

    listExpired: (endedBefore, limit) =>
      ids(sql`
        select tip_off_id as id from tip_off_case
        where content->>'identity' = 'purged' and content->>'isOnHold' = 'false'
          and greatest(content->>'closedAt', content->>'transferredAt', content->>'rewardEndedAt', content->>'heardAt') <= ${endedBefore}
        order by 1 limit ${limit}`),

    async eraseCase(id) {
      await database.delete(tipOff).where(eq(tipOff.id, id));
    },
  };
}

/** Every column that refers to a tip-off, from the catalogue: a new table is purged without being named here. */
async function referringTables(
  tx: Pick<Database, 'execute'>,
): Promise<readonly { name: string; column: string }[]> {
  const { rows } = await tx.execute(sql`
    select c.relname as name, a.attname as column from pg_constraint f
    join pg_class c on c.oid = f.conrelid
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
    where f.contype = 'f' and f.confrelid = 'tip_off'::regclass`);
  return rows.map((row) => ({ name: String(row['name']), column: String(row['column']) }));
}
