import { and, eq, inArray, lt, sql } from './drizzle.ts';
import { toInstant } from '../../src/domain/instant.ts';
import type { SourceKind, SourceState } from '../../src/domain/neighbour.ts';
import type { Database } from './database.ts';
import type { NeighbourSource, SourceStore } from './source-contract.ts';
import { neighbourItem, neighbourSource } from './source-schema.ts';

const orNull = (at: Date | null) => (at === null ? null : toInstant(at));

function toSource(row: typeof neighbourSource.$inferSelect): NeighbourSource {
  return {
    id: row.id,
    kind: row.kind as SourceKind,
    name: row.name,
    url: row.url,
    host: row.url === null ? null : new URL(row.url).hostname,
    sealedSecret: row.sealedSecret,
    state: row.state as SourceState,
    isInternal: row.isInternal,
    intervalSeconds: row.intervalSeconds,
    etag: row.etag,
    lastModified: row.lastModified,
    createdAt: toInstant(row.createdAt),
    lastOkAt: orNull(row.lastOkAt),
    failures: row.failures,
    lastProblem: row.lastProblem,
    accepted: row.accepted,
    repeated: row.repeated,
    refused: row.refused,
    ignored: row.ignored,
    signed: row.signed,
  };
}

/** Neighbours and what they have shown us. */
export function createSourceStore(database: Database): SourceStore {
  const named = (name: string) => eq(neighbourSource.name, name);
  const change = async (
    name: string,
    set: Partial<typeof neighbourSource.$inferInsert>,
  ): Promise<boolean> => {
    const rows = await database
      .update(neighbourSource)
      .set(set)
      .where(named(name))
      .returning({ id: sql`1` });
    return rows.length > 0;
  };

  return {
    async addSource(source) {
      const at = new Date(source.createdAt);
      const rows = await database
        .insert(neighbourSource)
        .values({ ...source, createdAt: at, nextAt: at })
        .onConflictDoNothing()
        .returning({ id: neighbourSource.id });
      return rows.length > 0;
    },
    listSources: async () =>
      (await database.select().from(neighbourSource).orderBy(neighbourSource.name)).map(toSource),
    findSource: async (name) => {
      const [row] = await database.select().from(neighbourSource).where(named(name));
      return row === undefined ? null : toSource(row);
    },
    setSourceState: (name, state) => change(name, { state }),
    setSourceSecret: (name, sealedSecret) => change(name, { sealedSecret }),
    async removeSource(name) {
      const rows = await database
        .delete(neighbourSource)
        .where(named(name))
        .returning({ id: sql`1` });
      return rows.length > 0;
    },

    async claimDue(now, until, limit) {
      const rows = await database
        .update(neighbourSource)
        .set({ nextAt: new Date(until), lastTriedAt: new Date(now) })
        .where(
          inArray(
            neighbourSource.id,
            sql`(select id from neighbour_source where kind = 'poll' and state = 'active'
              and next_at <= ${now}::timestamptz order by next_at limit ${limit} for update skip locked)`,
          ),
        )
        .returning();
      return rows.map(toSource);
    },

    async listSeen(sourceId, itemHashes) {
      if (itemHashes.length === 0) return new Set();
      const rows = await database
        .select({ itemHash: neighbourItem.itemHash })
        .from(neighbourItem)
        .where(
          and(
            eq(neighbourItem.sourceId, sourceId),
            sql`${neighbourItem.itemHash} = any(${sql.param([...itemHashes])}::text[])`,
          ),
        );
      return new Set(rows.map((row) => row.itemHash));
    },

    async recordItem(sourceId, { itemHash, outcome, alertId, isSigned }, at) {
      return database.transaction(async (tx) => {
        const rows = await tx
          .insert(neighbourItem)
          .values({ sourceId, itemHash, outcome, alertId, seenAt: new Date(at) })
          .onConflictDoNothing()
          .returning({ itemHash: neighbourItem.itemHash });
        if (rows.length === 0) return false;
        const column = neighbourSource[outcome];
        await tx
          .update(neighbourSource)
          .set({
            [outcome]: sql`${column} + 1`,
            ...(isSigned ? { signed: sql`${neighbourSource.signed} + 1` } : {}),
          })
          .where(eq(neighbourSource.id, sourceId));
        return true;
      });
    },

    async findItem(sourceId, prefix) {
      const [row] = await database
        .select({ itemHash: neighbourItem.itemHash, alertId: neighbourItem.alertId })
        .from(neighbourItem)
        .where(
          and(eq(neighbourItem.sourceId, sourceId), sql`starts_with(${neighbourItem.itemHash}, ${prefix})`),
        );
      return row ?? null;
    },

    async count(sourceId, outcome, problem, at) {
      const failure = { lastProblem: problem, failures: sql`${neighbourSource.failures} + 1` };
      await database
        .update(neighbourSource)
        .set({
          [outcome]: sql`${neighbourSource[outcome]} + 1`,
          lastTriedAt: new Date(at),
          ...(problem === null ? {} : failure),
        })
        .where(eq(neighbourSource.id, sourceId));
    },

    async recordTry(sourceId, { at, nextAt, problem, etag, lastModified }) {
      await database
        .update(neighbourSource)
        .set({
          lastTriedAt: new Date(at),
          nextAt: new Date(nextAt),
          lastProblem: problem,
          failures: problem === null ? 0 : sql`${neighbourSource.failures} + 1`,
          ...(problem === null ? { lastOkAt: new Date(at) } : {}),
          ...(etag === undefined ? {} : { etag }),
          ...(lastModified === undefined ? {} : { lastModified }),
        })
        .where(eq(neighbourSource.id, sourceId));
    },

    async purgeItems(before) {
      await database.delete(neighbourItem).where(lt(neighbourItem.seenAt, new Date(before)));
    },
  };
}
