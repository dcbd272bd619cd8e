import { sql } from './drizzle.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { alertState } from '../../src/domain/alert-state.ts';
import type { Database } from './database.ts';
import { textArray } from './subscription-match.ts';
import type { SubscriptionClock } from './subscriber-contract.ts';

/** What only clocks ask of subscriptions: whom quiet hours have held back, and who was not seen for long. */
export function createSubscriptionClock(database: Database): SubscriptionClock {
  return {
    async listTellable(now) {
      // The end of a cancelled alert is told as long as an earlier revision may still stand on a phone.
      const { rows } = await database.execute(sql`
        select distinct on (a.alert_id) a.content
        from alert_revision a
        where not a.is_demonstration and exists (
          select 1 from alert_revision any_of
          where any_of.alert_id = a.alert_id and any_of.ends_at > ${now}::timestamptz)
        order by a.alert_id, a.revision desc`);
      const latest = rows.map((row) => row['content'] as AlertRevision);
      return latest.filter((one) => one.action === 'cancel' || alertState(one, now) !== 'ended');
    },

    async listUnseen(since, limit) {
      const { rows } = await database.execute(sql`
        select s.id, s.endpoint, s.p256dh, s.auth
        from subscription s
        where s.seen_at < ${since}::timestamptz and s.reminded_at is null and not exists (
          select 1 from delivery d
          where d.subscription_id = s.id and d.delivered_revision is not null and d.at >= ${since}::timestamptz)
        order by s.seen_at, s.id
        limit ${limit}`);
      return rows.map((row) => ({
        id: row['id'] as string,
        address: {
          endpoint: row['endpoint'] as string,
          p256dh: row['p256dh'] as string,
          auth: row['auth'] as string,
        },
      }));
    },

    async noteAsked(ids, at) {
      await database.execute(
        sql`update subscription set reminded_at = ${at}::timestamptz where id = any(${textArray(ids)})`,
      );
    },

    async forgetAsked(before) {
      // Coming by clears reminded_at; a push taken since is a sign of life too.
      const { rows } = await database.execute(sql`
        delete from subscription s
        where s.reminded_at < ${before}::timestamptz and not exists (
          select 1 from delivery d
          where d.subscription_id = s.id and d.delivered_revision is not null and d.at > s.reminded_at)
        returning 1`);
      return rows.length;
    },
  };
}
