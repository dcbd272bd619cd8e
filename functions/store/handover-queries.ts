import { lte, sql } from './drizzle.ts';
import type { Wish } from '../../src/domain/subscription.ts';
import type { Database } from './database.ts';
import type { HandoverStore } from './subscriber-contract.ts';
import { subscriptionHandover } from './subscription-schema.ts';

export function createHandoverStore(database: Database): HandoverStore {
  return {
    async offer(secretHash, wish, expiresAt) {
      await database
        .insert(subscriptionHandover)
        .values({ secretHash, wish, expiresAt: new Date(expiresAt) });
    },

    async take(secretHash, now) {
      // Deleting is what makes it once: of two at the same moment one finds no row any more.
      const { rows } = await database.execute(sql`
        delete from subscription_handover where secret_hash = ${secretHash}
        returning case when expires_at > ${now}::timestamptz then wish end as wish`);
      return (rows[0]?.['wish'] as Wish | null | undefined) ?? null;
    },

    async purge(now) {
      const gone = await database
        .delete(subscriptionHandover)
        .where(lte(subscriptionHandover.expiresAt, new Date(now)))
        .returning({ one: sql`1` });
      return gone.length;
    },
  };
}
