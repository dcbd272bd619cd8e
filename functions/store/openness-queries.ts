import type { AlertRevision } from '../../src/domain/alert.ts';
import { toInstant, type Instant } from '../../src/domain/instant.ts';
import type { Database } from './database.ts';
import { sql } from './drizzle.ts';
import type { OpennessStore } from './openness-contract.ts';
import { opennessShown } from './openness-schema.ts';

const instantOf = (value: unknown): Instant =>
  toInstant(value instanceof Date ? value : new Date(String(value)));

/** The record of when what was shown, and the counts that name nobody. */
export function createOpennessStore(database: Database): OpennessStore {
  return {
    async noteShown(shown, at) {
      if (shown.length === 0) return;
      await database
        .insert(opennessShown)
        .values(shown.map(({ alertId, revision }) => ({ alertId, revision, shownAt: new Date(at) })))
        .onConflictDoUpdate({
          target: [opennessShown.alertId, opennessShown.revision],
          // Several servers show it at nearly the same moment, and their notes may overtake each other.
          set: { shownAt: sql`least(${opennessShown.shownAt}, excluded.shown_at)` },
        });
    },
    async listSteps(limit) {
      const { rows } = await database.execute(sql`
        with newest as (
          select alert_id, max(created_at) as last_at from alert_revision
          group by alert_id order by last_at desc, alert_id limit ${limit}
        )
        select r.content, r.created_at, s.shown_at
        from newest n
        join alert_revision r using (alert_id)
        left join openness_shown s on s.alert_id = r.alert_id and s.revision = r.revision
        order by n.last_at desc, n.alert_id, r.revision`);
      return rows.map((row) => ({
        revision: row['content'] as AlertRevision,
        storedAt: instantOf(row['created_at']),
        shownAt: row['shown_at'] === null ? null : instantOf(row['shown_at']),
      }));
    },
    async countDevices(regions) {
      const counts = new Map<string, number>();
      for (const adcode of regions) {
        // In it, or around it: who asked for the whole prefecture asked for the county too.
        const { rows } = await database.execute(sql`
          select count(*)::int as n from subscription
          where region_prefixes && array[${adcode}]::text[]
            or regions && (select array_agg(substr(${adcode}, 1, l)) from unnest(array[2, 4, 6, 9]) l where l < length(${adcode}))`);
        counts.set(adcode, Number(rows[0]?.['n'] ?? 0));
      }
      return counts;
    },
  };
}
