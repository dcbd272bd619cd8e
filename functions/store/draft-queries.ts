import { desc, eq } from './drizzle.ts';
import { createHash } from 'node:crypto';
import { toInstant } from '../../src/domain/instant.ts';
import type { Database } from './database.ts';
import { draft } from './schema.ts';
import type { Draft, DraftStore, MessageDocument } from './store.ts';

function toDraft(row: typeof draft.$inferSelect): Draft {
  return {
    id: row.id,
    createdAt: toInstant(row.createdAt),
    document: { mediaType: row.mediaType as MessageDocument['mediaType'], body: row.document },
    reading: row.reading,
    missing: row.missing,
  };
}

export function createDraftStore(database: Database): DraftStore {
  return {
    async saveDraft(wanted) {
      const stored = await database
        .insert(draft)
        .values({
          id: wanted.id,
          documentHash: createHash('sha256').update(wanted.document.body).digest('hex'),
          document: wanted.document.body,
          mediaType: wanted.document.mediaType,
          reading: wanted.reading,
          missing: [...wanted.missing],
          createdAt: new Date(wanted.createdAt),
        })
        .onConflictDoNothing()
        .returning({ id: draft.id });
      return stored.length === 0 ? 'already-there' : 'saved';
    },

    async listDrafts() {
      return (await database.select().from(draft).orderBy(desc(draft.createdAt), draft.id)).map(toDraft);
    },

    async findDraft(id) {
      const [row] = await database.select().from(draft).where(eq(draft.id, id));
      return row ? toDraft(row) : null;
    },

    async deleteDraft(id) {
      const gone = await database.delete(draft).where(eq(draft.id, id)).returning({ id: draft.id });
      return gone.length > 0;
    },
  };
}
