import { sql, type SQL } from './drizzle.ts';
import type { Database } from './database.ts';
import type {
  Audience,
  DeliveryOutcome,
  DeliveryStore,
  Recipient,
  SubscriberRange,
  Telling,
} from './delivery-contract.ts';
import type { LedgerCounts } from './ledger-contract.ts';
import { addToLedger } from './ledger-queries.ts';
import { deliveryLedger } from './ledger-schema.ts';
import type { EnqueueAllInTransaction } from './store.ts';
import { asksFor, isConcerned, mayFollow, textArray } from './subscription-match.ts';

export const WEB_PUSH = 'web-push';

/** The push service of a subscription `s`, as the index subscription_host has it. */
const HOST = sql`split_part(s.endpoint, '/', 3)`;

export function createDeliveryStore(database: Database, enqueueAll: EnqueueAllInTransaction): DeliveryStore {
  return {
    plan: (telling, { size, at, jobFor }) =>
      database.transaction(async (tx) => {
        const { topic, revision } = telling;
        // Two planners of one revision go one after another: the second finds what the first has made.
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`plan ${topic}`}, 0))`);
        await tx.execute(sql`
          update delivery_ledger set state = 'superseded', next_at = null
          where topic = ${topic} and channel = ${WEB_PUSH} and revision < ${revision}
            and state in ('waiting', 'sending')`);
        const { rows: made } = await tx.execute(sql`
          select count(*) filter (where revision = ${revision})::int as rounds,
            bool_or(revision > ${revision} or state in ('waiting', 'sending')) as is_settled_elsewhere
          from delivery_ledger
          where topic = ${topic} and revision >= ${revision} and channel = ${WEB_PUSH}`);
        // Open batches of this revision will meet whoever is owed it; after a newer one nobody is told this one.
        if (made[0]?.['is_settled_elsewhere'] === true) return 0;
        const first = (made[0]?.['rounds'] as number) + 1;
        const { rows } = await tx.execute(boundaries(telling, size));
        const ranges = rangesBetween(rows as { host: string; id: string }[]);
        if (ranges.length === 0) return 0;
        const batches = ranges.map((range, i) => ({ range, batch: `${range.host}#${first + i}` }));
        const planned = { topic, revision, channel: WEB_PUSH, plannedAt: new Date(at), nextAt: new Date(at) };
        await tx.insert(deliveryLedger).values(batches.map(({ batch }) => ({ ...planned, batch })));
        await enqueueAll(
          tx,
          batches.map(({ batch, range }) => jobFor(batch, range)),
        );
        return batches.length;
      }),

    async take(telling, { host, after, to }, limit) {
      const { topic, revision, audience } = telling;
      if (isDemonstration(audience)) return [];
      // The range is said of all tables: otherwise each page reads the deliveries of all pages before it.
      const within = (id: SQL): SQL => sql`${id} > ${after} and (${to}::text is null or ${id} <= ${to})`;
      // `later` leaves the debt open; a newer revision settles it, for nobody is sent old words after new ones.
      // Handing out is noted before anything is sent: if the worker is killed between sending and recording and a
      // newer revision follows elsewhere, these devices may show the old one and must hear the new one.
      const { rows } = await database.execute(sql`
        with page as (
          select s.id, s.endpoint, s.p256dh, s.auth, s.regions, s.language
          from subscription s
          left join delivery d on d.subscription_id = s.id and d.alert_id = ${topic} and ${within(sql`d.subscription_id`)}
          where ${HOST} = ${host} and ${within(sql`s.id`)} and ${isOwed(telling)}
          order by s.id
          limit ${limit}
        ), noted as (
          insert into delivery (alert_id, subscription_id, revision, outcome, at)
          select ${topic}, s.id, ${revision}::int, 'later', now()
          from subscription s join page using (id)
          order by s.id
          for key share of s
          on conflict do nothing
        ), taken as (
          delete from armed_key a using page where a.subscription_id = page.id
          returning a.subscription_id as id, a.sealed
        )
        select page.*, taken.sealed from page left join taken using (id) order by page.id`);
      return rows.map(toRecipient);
    },

    async record({ topic, revision }, outcomes, at, ledger) {
      if (outcomes.length === 0) return;
      // Always in id order: two workers that record overlapping lists must not wait for each other.
      const sorted = outcomes.toSorted((a, b) => (a.subscriptionId < b.subscriptionId ? -1 : 1));
      const kept = sorted.filter(({ outcome }) => outcome !== 'gone');
      const gone = sorted.filter(({ outcome }) => outcome === 'gone').map((one) => one.subscriptionId);
      const counted =
        ledger === undefined
          ? sql``
          : sql`, counted as (${addToLedger(ledger.key, { ...countsOf(sorted), sent: ledger.sent }, at)})`;
      // Joined, because a device may unsubscribe while its push is on the way.
      await database.execute(sql`
        with told as (
          insert into delivery (alert_id, subscription_id, revision, outcome, delivered_revision, at)
          select ${topic}, s.id, ${revision}::int, o.outcome,
            case when o.outcome = 'delivered' then ${revision}::int end, ${at}::timestamptz
          from unnest(${textArray(kept.map((one) => one.subscriptionId))},
                      ${textArray(kept.map((one) => one.outcome))}) as o (id, outcome)
          join subscription s on s.id = o.id
          order by s.id
          on conflict (alert_id, subscription_id) do update set
            revision = excluded.revision, outcome = excluded.outcome, at = excluded.at,
            delivered_revision = greatest(delivery.delivered_revision, excluded.delivered_revision)
          where delivery.revision <= excluded.revision
        ), dropped as (
          delete from subscription where id = any(${textArray(gone)})
        )${counted}
        select 1`);
    },

    async latestRevision(alertId) {
      const { rows } = await database.execute(
        sql`select coalesce(max(revision), 0)::int as latest from alert_revision where alert_id = ${alertId}`,
      );
      return rows[0]?.['latest'] as number;
    },
  };
}

const isDemonstration = (audience: Audience): boolean =>
  audience.of === 'alert' && audience.revision.isDemonstration;

/** Whether a device `s` with its delivery `d` (if any) is to be told now and was not. */
function isOwed({ revision, audience }: Telling): SQL {
  const isNew = sql`(d.revision is null or d.revision < ${revision} or (d.revision = ${revision} and d.outcome = 'later'))`;
  const wasTold = sql`(d.delivered_revision is not null or d.outcome = 'later')`;
  if (audience.of !== 'alert')
    return sql`(${wasTold} or ${asksFor(audience.of, audience.adcodes, audience.now)}) and ${isNew}`;
  const { revision: alert, context } = audience;
  return sql`((${wasTold} and ${mayFollow(alert, context)}) or ${isConcerned(alert, context)}) and ${isNew}`;
}

/** The last id of each batch, so ordered that all services get their first one before any gets its second. */
function boundaries(telling: Telling, size: number): SQL {
  if (isDemonstration(telling.audience)) return sql`select null as host, null as id where false`;
  return sql`
    select host, id from (
      select ${HOST} as host, s.id, row_number() over service as place, count(*) over (partition by ${HOST}) as total
      from subscription s
      left join delivery d on d.subscription_id = s.id and d.alert_id = ${telling.topic}
      where ${isOwed(telling)}
      window service as (partition by ${HOST} order by s.id)
    ) owed
    where place % ${size}::int = 0 or place = total
    order by (place - 1) / ${size}::int, host`;
}

/** From one boundary to the next; the last of a service is open, for ids are no times and newcomers fall anywhere. */
function rangesBetween(ends: readonly { host: string; id: string }[]): SubscriberRange[] {
  const lastOf = new Map(ends.map(({ host, id }) => [host, id]));
  const after = new Map<string, string>();
  return ends.map(({ host, id }) => {
    const range = { host, after: after.get(host) ?? '', to: lastOf.get(host) === id ? null : id };
    after.set(host, id);
    return range;
  });
}

function countsOf(outcomes: readonly DeliveryOutcome[]): Partial<LedgerCounts> {
  const count = (which: DeliveryOutcome['outcome']): number =>
    outcomes.filter(({ outcome }) => outcome === which).length;
  return {
    accepted: count('delivered'),
    gone: count('gone'),
    failed: count('refused'),
    later: count('later'),
  };
}

function toRecipient(row: Record<string, unknown>): Recipient {
  return {
    subscriptionId: row['id'] as string,
    adcodes: row['regions'] as string[],
    language: row['language'] as string,
    address: {
      endpoint: row['endpoint'] as string,
      p256dh: row['p256dh'] as string,
      auth: row['auth'] as string,
    },
    armed: row['sealed'] as Uint8Array | null,
  };
}
