import { sql } from './drizzle.ts';
import type { ArmedStore, Unarmed } from './armed-contract.ts';
import type { Database } from './database.ts';
import { textArray } from './subscription-match.ts';

export function createArmedStore(database: Database): ArmedStore {
  return {
    async listUnarmed(after, limit) {
      const { rows } = await database.execute(sql`
        select s.id, s.p256dh, s.auth from subscription s
        where s.id > ${after} and not exists (select 1 from armed_key a where a.subscription_id = s.id)
        order by s.id
        limit ${limit}`);
      return rows.map((row): Unarmed => ({
        subscriptionId: row['id'] as string,
        p256dh: row['p256dh'] as string,
        auth: row['auth'] as string,
      }));
    },

    async keep(keys, at) {
      const sorted = keys.toSorted((a, b) => (a.subscriptionId < b.subscriptionId ? -1 : 1));
      const sealed = sorted.map((key) => Buffer.from(key.sealed).toString('base64'));
      await database.execute(sql`
        insert into armed_key (subscription_id, sealed, armed_at)
        select s.id, decode(k.sealed, 'base64'), ${at}::timestamptz
        from unnest(${textArray(sorted.map((key) => key.subscriptionId))}, ${textArray(sealed)}) as k (id, sealed)
        join subscription s on s.id = k.id
        order by s.id
        on conflict do nothing`);
    },

    async isSending(now) {
      const { rows } = await database.execute(sql`
        select 1 from delivery_ledger
        where state in ('waiting', 'sending') and (next_at is null or next_at <= ${now}::timestamptz)
        limit 1`);
      return rows.length > 0;
    },
  };
}
