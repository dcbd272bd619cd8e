import type { DeskDraft } from '../../src/domain/alert-desk.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';
import type { DeskStore, ExpectedDraft, StoredDraft } from './desk-contract.ts';
import { deskDraft } from './desk-schema.ts';
import { and, desc, eq, sql } from './drizzle.ts';

export function createDeskStore(database: Database): DeskStore {
  const isExpected = ({ id, version, state }: ExpectedDraft) =>
    and(eq(deskDraft.id, id), eq(deskDraft.version, version), eq(deskDraft.state, state));

  return {
    async insertDraft(draft, audit) {
      await database.transaction(async (tx) => {
        await tx.insert(deskDraft).values({
          id: draft.id,
          createdAt: new Date(draft.createdAt),
          ...columnsOf({ draft, sentAt: null }),
        });
        for (const entry of audit) await appendAudit(tx, entry);
      });
    },

    async findDraft(id) {
      const [row] = await database.select().from(deskDraft).where(eq(deskDraft.id, id));
      if (row === undefined) return null;
      return { draft: row.content, sentAt: row.sentAt === null ? null : toInstant(row.sentAt) };
    },

    async listDrafts(limit): Promise<readonly DeskDraft[]> {
      const rows = await database
        .select({ content: deskDraft.content })
        .from(deskDraft)
        .orderBy(sql`${deskDraft.state} = 'issued'`, desc(deskDraft.updatedAt), deskDraft.id)
        .limit(limit);
      return rows.map((row) => row.content);
    },

    replaceDraft: (expected, next, audit) =>
      database.transaction(async (tx) => {
        const changed = await tx
          .update(deskDraft)
          .set(columnsOf(next))
          .where(isExpected(expected))
          .returning({ id: deskDraft.id });
        if (changed.length === 0) return false;
        for (const entry of audit) await appendAudit(tx, entry);
        return true;
      }),

    deleteDraft: (expected, audit) =>
      database.transaction(async (tx) => {
        const gone = await tx.delete(deskDraft).where(isExpected(expected)).returning({ id: deskDraft.id });
        if (gone.length === 0) return false;
        for (const entry of audit) await appendAudit(tx, entry);
        return true;
      }),
  };
}

function columnsOf({ draft, sentAt }: StoredDraft) {
  return {
    version: draft.version,
    state: draft.state,
    sentAt: sentAt === null ? null : new Date(sentAt),
    content: draft,
    updatedAt: new Date(draft.updatedAt),
  };
}
