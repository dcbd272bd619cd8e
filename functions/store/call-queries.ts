import { eq, sql } from './drizzle.ts';
import { toInstant } from '../../src/domain/instant.ts';
import type { Database } from './database.ts';
import type { CallStore, DueCall } from './subscriber-contract.ts';
import { textArray } from './subscription-match.ts';
import { endpointHash, withAncestors } from './subscription-queries.ts';
import { callDevice } from './subscription-schema.ts';

/** 叫应: counts per device, their sums per place, and whom to remind. Knows no officer and no household. */
export function createCallStore(database: Database): CallStore {
  return {
    async saveReport({ alertId, adcode, device, total, done, at }) {
      // A phone that was offline sends an old count after a new one: the later moment wins, not the later arrival.
      await database.execute(sql`
        insert into call_report (alert_id, adcode, device, total, done, at)
        values (${alertId}, ${adcode}, ${device}, ${total}, ${done}, ${at}::timestamptz)
        on conflict (alert_id, adcode, device) do update set
          total = excluded.total, done = excluded.done, at = excluded.at
        where call_report.at <= excluded.at`);
    },

    async tallies(alertIds, within) {
      if (alertIds.length === 0 || within.length === 0) return [];
      const { rows } = await database.execute(sql`
        select alert_id, adcode, count(*)::int as devices, sum(total)::int as total, sum(done)::int as done,
          max(at) as last_at
        from call_report
        where alert_id = any(${textArray(alertIds)}) and adcode ^@ any(${textArray(within)})
        group by alert_id, adcode
        order by alert_id, adcode`);
      return rows.map((row) => ({
        alertId: row['alert_id'] as string,
        adcode: row['adcode'] as string,
        devices: row['devices'] as number,
        total: row['total'] as number,
        done: row['done'] as number,
        lastAt: toInstant(new Date(row['last_at'] as string)),
      }));
    },

    async followDevice(device, adcode, endpoint, at) {
      const { rows } = await database.execute(sql`
        insert into call_device (device, adcode, subscription_id, updated_at)
        select ${device}, ${adcode}, s.id, ${at}::timestamptz
        from subscription s where s.endpoint_hash = ${endpointHash(endpoint)}
        on conflict (device) do update set
          adcode = excluded.adcode, subscription_id = excluded.subscription_id, updated_at = excluded.updated_at
        returning 1`);
      return rows.length > 0;
    },

    async unfollowDevice(device) {
      const gone = await database
        .delete(callDevice)
        .where(eq(callDevice.device, device))
        .returning({ device: callDevice.device });
      return gone.length > 0;
    },

    async listDue(alertId, adcodes, most, notSince) {
      if (adcodes.length === 0) return [];
      const { rows } = await database.execute(sql`
        select c.device, c.adcode, s.endpoint, s.p256dh, s.auth, r.total, r.done
        from call_device c
        join subscription s on s.id = c.subscription_id
        left join call_report r on r.device = c.device and r.alert_id = ${alertId} and r.adcode = c.adcode
        left join call_reminder n on n.device = c.device and n.alert_id = ${alertId}
        where (c.adcode ^@ any(${textArray(adcodes)}) or c.adcode = any(${textArray(withAncestors(adcodes))}))
          and (r.device is null or r.done < r.total)
          and (n.device is null or (n.count < ${most}::int and n.last_at <= ${notSince}::timestamptz))
        order by c.device`);
      return rows.map((row): DueCall => ({
        device: row['device'] as string,
        adcode: row['adcode'] as string,
        address: {
          endpoint: row['endpoint'] as string,
          p256dh: row['p256dh'] as string,
          auth: row['auth'] as string,
        },
        report: row['total'] === null ? null : { total: row['total'] as number, done: row['done'] as number },
      }));
    },

    async noteReminded(alertId, device, at) {
      await database.execute(sql`
        insert into call_reminder (alert_id, device, count, last_at)
        values (${alertId}, ${device}, 1, ${at}::timestamptz)
        on conflict (alert_id, device) do update set count = call_reminder.count + 1, last_at = excluded.last_at`);
    },
  };
}
