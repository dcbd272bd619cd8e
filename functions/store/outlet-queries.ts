import { toInstant, type Instant } from '../../src/domain/instant.ts';
import type { Level } from '../../src/domain/level.ts';
import type { MouthId } from '../../src/domain/mouth.ts';
import type { OutletSettings } from '../../src/domain/outlet-settings.ts';
import type { OutletKind, OutletState, OutletTrouble } from '../../src/domain/outlet.ts';
import type { AuditEntry } from './audit-contract.ts';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';
import { and, asc, eq, lt, sql } from './drizzle.ts';
import { OUTLET_PAUSED, type OutletDebt, type OutletStore, type StoredOutlet } from './outlet-contract.ts';
import { outlet, outletDebt } from './outlet-schema.ts';
import type { TextSeal } from './sealed-text.ts';
import type { EnqueueInTransaction } from './store.ts';

const rowOfDebt = sql`
  l.topic = d.topic and l.revision = d.revision and l.channel = o.kind and l.batch = d.outlet_id`;
/** A newer revision owed to the same outlet takes over what an older one left. */
const isNewest = sql`not exists (
  select 1 from outlet_debt newer
  where newer.topic = d.topic and newer.outlet_id = d.outlet_id and newer.revision > d.revision)`;

const orNull = (at: Date | null): Instant | null => (at === null ? null : toInstant(at));

/** Outlets and what is owed to them; how each debt stands is the delivery ledger's. */
export function createOutletStore(
  database: Database,
  settings: TextSeal,
  enqueue: EnqueueInTransaction,
): OutletStore {
  const toOutlet = ({ sealedSettings: _sealed, ...row }: typeof outlet.$inferSelect): StoredOutlet => ({
    ...row,
    kind: row.kind as OutletKind,
    state: row.state as OutletState,
    lowestLevel: row.lowestLevel as Level,
    mouths: row.mouths as MouthId[],
    createdAt: toInstant(row.createdAt),
    lastDeliveredAt: orNull(row.lastDeliveredAt),
    lastFailedAt: orNull(row.lastFailedAt),
    lastTrouble: row.lastTrouble as OutletTrouble | null,
  });
  const listOutlets = async () =>
    (await database.select().from(outlet).orderBy(asc(outlet.id))).map(toOutlet);
  /** Whether a row changed; only then the log says so. */
  const changed = (
    audit: AuditEntry,
    work: (tx: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<readonly unknown[]>,
  ): Promise<boolean> =>
    database.transaction(async (tx) => {
      const isChanged = (await work(tx)).length > 0;
      if (isChanged) await appendAudit(tx, audit);
      return isChanged;
    });
  const ofDebt = ({ topic, revision, outletId }: OutletDebt) =>
    and(eq(outletDebt.topic, topic), eq(outletDebt.revision, revision), eq(outletDebt.outletId, outletId));

  return {
    addOutlet: ({ settings: own, ...row }, audit) =>
      changed(audit, (tx) =>
        tx
          .insert(outlet)
          .values({
            ...row,
            adcodes: [...row.adcodes],
            mouths: [...row.mouths],
            languages: [...row.languages],
            createdAt: new Date(row.createdAt),
            sealedSettings: settings.close(JSON.stringify(own), `outlet:${row.id}`),
          })
          .onConflictDoNothing()
          .returning({ id: outlet.id }),
      ),
    listOutlets,
    async findOutlet(id) {
      const [row] = await database.select().from(outlet).where(eq(outlet.id, id));
      if (row === undefined) return null;
      const own = JSON.parse(settings.open(row.sealedSettings, `outlet:${id}`)) as OutletSettings;
      return { ...toOutlet(row), settings: own };
    },

    async listStatus(now) {
      const { rows } = await database.execute(sql`
        select d.outlet_id as id, count(*) filter (where l.state in ('waiting', 'sending'))::int as waiting,
          count(*) filter (where l.state = 'failed')::int as stuck
        from outlet_debt d join outlet o on o.id = d.outlet_id join delivery_ledger l on ${rowOfDebt}
        where d.until > ${now}::timestamptz and ${isNewest} group by d.outlet_id`);
      const owed = new Map(rows.map((row) => [row['id'], row]));
      return (await listOutlets()).map((status) => {
        const { waiting = 0, stuck = 0 } = owed.get(status.id) ?? {};
        return { ...status, waiting: waiting as number, stuck: stuck as number };
      });
    },

    removeOutlet: (id, audit) =>
      changed(audit, (tx) => tx.delete(outlet).where(eq(outlet.id, id)).returning({ id: outlet.id })),
    setOutletState: (id, state, audit) =>
      changed(audit, (tx) =>
        tx.update(outlet).set({ state }).where(eq(outlet.id, id)).returning({ id: outlet.id }),
      ),
    async noteOutcome(id, trouble, at, audit) {
      const when = new Date(at);
      const set = trouble === null ? { lastDeliveredAt: when } : { lastFailedAt: when };
      await database.transaction(async (tx) => {
        await tx
          .update(outlet)
          .set({ ...set, lastTrouble: trouble })
          .where(eq(outlet.id, id));
        if (audit !== undefined) await appendAudit(tx, audit);
      });
    },

    async owe(debts) {
      for (const { until, ...debt } of debts)
        await database
          .insert(outletDebt)
          .values({ ...debt, until: new Date(until), done: [] })
          .onConflictDoUpdate({
            target: [outletDebt.topic, outletDebt.revision, outletDebt.outletId],
            set: { until: sql`greatest(${outletDebt.until}, excluded.until)` },
          });
    },
    async findDebt(debt) {
      const [row] = await database.select().from(outletDebt).where(ofDebt(debt));
      return row === undefined ? null : { until: toInstant(row.until), done: row.done };
    },
    async noteDone(debt, done) {
      await database
        .update(outletDebt)
        .set({ done: [...done] })
        .where(ofDebt(debt));
    },

    reopen: (id, now, job) =>
      database.transaction(async (tx) => {
        const { rows } = await tx.execute(sql`
          update delivery_ledger l set state = 'waiting', problem = null, next_at = ${now}::timestamptz
          from outlet_debt d join outlet o on o.id = d.outlet_id
          where d.outlet_id = ${id} and d.until > ${now}::timestamptz and ${rowOfDebt} and ${isNewest}
            and (l.state = 'failed' or (l.state = 'waiting' and l.problem = ${OUTLET_PAUSED}))
          returning l.topic, l.revision`);
        for (const { topic, revision } of rows)
          await enqueue(tx, { name: job, data: { topic, revision, outletId: id } });
        return rows.length;
      }),
    async purgeDebts(before) {
      await database.delete(outletDebt).where(lt(outletDebt.until, new Date(before)));
    },
  };
}
