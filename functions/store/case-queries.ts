import type { CaseFile } from '../../src/domain/case-file.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { NO_WORDS, type TipOffWords } from '../../src/domain/tip-off.ts';
import { appendAudit } from './audit-log.ts';
import { insertPhotos } from './case-photos.ts';
import { caseRow, entryRow, firstCase } from './case-rows.ts';
import type { CaseNote, CaseStore, NoteAudience, SealedKind } from './case-contract.ts';
import { createCaseMoney } from './case-money.ts';
import { caseNote, rewardEntry, sealedItem, tipOffCase } from './case-schema.ts';
import { and, asc, eq, inArray, lte, or, sql, type SQL } from './drizzle.ts';
import type { TipKeys } from './tip-keys.ts';
import { tipOff, tipOffEvent, tipOffPhoto } from './tip-off-schema.ts';
import { keyedHash, seal, unseal } from './tip-off-cipher.ts';
import type { Database } from './database.ts';

export interface CaseStoreParts {
  database: Database;
  keys: TipKeys;
  receiptKey: Uint8Array;
}

/** Cases, their sealed notes, the reward ledger and the custodian's public keys. */
export function createCaseStore({ database, keys, receiptKey }: CaseStoreParts): CaseStore {
  const byId = (id: string) => eq(tipOffCase.tipOffId, id);
  const list = async (where: SQL | undefined, limit: number): Promise<readonly CaseFile[]> => {
    const rows = await database
      .select({ content: tipOffCase.content })
      .from(tipOffCase)
      .where(where)
      .orderBy(sql`${tipOffCase.nextDueAt} asc nulls last`, tipOffCase.tipOffId)
      .limit(limit);
    return rows.map((row) => row.content);
  };

  return {
    async addMissingCases() {
      const rows = await database
        .select({ filed: tipOff })
        .from(tipOff)
        .where(sql`not exists (select 1 from tip_off_case c where c.tip_off_id = ${tipOff.id})`);
      for (const { filed } of rows)
        await database
          .insert(tipOffCase)
          .values(caseRow(firstCase(filed)))
          .onConflictDoNothing();
      return rows.length;
    },

    async findCase(id) {
      const [row] = await database.select({ content: tipOffCase.content }).from(tipOffCase).where(byId(id));
      return row?.content ?? null;
    },

    async findCaseByReceipt(receipt) {
      const [row] = await database
        .select({ content: tipOffCase.content })
        .from(tipOffCase)
        .innerJoin(tipOff, eq(tipOff.id, tipOffCase.tipOffId))
        .where(eq(tipOff.receiptHash, keyedHash(receiptKey, 'receipt', receipt)));
      return row?.content ?? null;
    },

    listCases: ({ adcodes, states, rewards, kind, dueBefore }, limit) =>
      list(
        and(
          or(
            sql`${tipOffCase.adcode} is null`,
            ...adcodes.map((code) => sql`starts_with(${tipOffCase.adcode}, ${code})`),
          ),
          states === undefined ? undefined : inArray(tipOffCase.state, [...states]),
          rewards === undefined ? undefined : inArray(tipOffCase.reward, [...rewards]),
          kind === undefined ? undefined : eq(tipOffCase.kind, kind),
          dueBefore === undefined ? undefined : lte(tipOffCase.nextDueAt, new Date(dueBefore)),
        ),
        limit,
      ),

    listDue: (now, limit) => list(lte(tipOffCase.nextDueAt, new Date(now)), limit),

    async saveChange({ before, after, nextDueAt, notes, photos = [], audit, entry, event, at }) {
      // Opened before the transaction: a file must not be waited for while rows are locked.
      const hasWords = notes.length + photos.length > 0;
      const key = hasWords ? await keys.open(before.id) : null;
      if (hasWords && key === null) return false;
      return database.transaction(async (tx) => {
        const changed = await tx
          .update(tipOffCase)
          .set(caseRow(after, nextDueAt))
          .where(and(byId(before.id), eq(tipOffCase.version, before.version)))
          .returning({ id: tipOffCase.tipOffId });
        if (changed.length === 0) return false;
        if (key !== null) await insertPhotos(tx, key, before.id, photos, at);
        if (key !== null && notes.length > 0)
          await tx.insert(caseNote).values(
            notes.map((note) => ({
              tipOffId: before.id,
              audience: note.audience,
              author: note.author,
              kind: note.kind,
              sealed: seal(key, Buffer.from(note.text), `${before.id}:note`),
              at: new Date(at),
            })),
          );
        if (event !== null)
          await tx.insert(tipOffEvent).values({ tipOffId: before.id, event, at: new Date(at) });
        if (entry !== null) await tx.insert(rewardEntry).values(entryRow(after, entry, at));
        for (const line of audit) await appendAudit(tx, line);
        return true;
      });
    },

    async readContent(id) {
      const [row] = await database.select().from(tipOff).where(eq(tipOff.id, id));
      const key = row === undefined ? null : await keys.open(id);
      if (row === undefined || key === null) return null;
      const photos = await database
        .select({ widthPx: tipOffPhoto.widthPx, heightPx: tipOffPhoto.heightPx })
        .from(tipOffPhoto)
        .where(eq(tipOffPhoto.tipOffId, id))
        .orderBy(asc(tipOffPhoto.position));
      const notes = await database
        .select()
        .from(caseNote)
        .where(eq(caseNote.tipOffId, id))
        .orderBy(asc(caseNote.sequence));
      return {
        // What was filed before a field was asked for lacks it.
        words: {
          ...NO_WORDS,
          ...(JSON.parse(text(unseal(key, row.sealedWords, `${id}:words`))) as Partial<TipOffWords>),
        },
        photos,
        notes: notes.map((note): CaseNote => ({
          audience: note.audience as NoteAudience,
          author: note.author,
          kind: note.kind,
          text: text(unseal(key, note.sealed, `${id}:note`)),
          at: toInstant(note.at),
        })),
      };
    },

    async readPhoto(id, position) {
      const [row] = await database
        .select({ file: tipOffPhoto.file })
        .from(tipOffPhoto)
        .where(and(eq(tipOffPhoto.tipOffId, id), eq(tipOffPhoto.position, position)));
      const key = row === undefined ? null : await keys.open(id);
      const sealed = row === undefined || key === null ? null : await keys.readFile(row.file);
      if (row === undefined || key === null || sealed === null) return null;
      // The same photo chosen twice is one file, sealed for its first position.
      const [first] = await database
        .select({ position: tipOffPhoto.position })
        .from(tipOffPhoto)
        .where(and(eq(tipOffPhoto.tipOffId, id), eq(tipOffPhoto.file, row.file)))
        .orderBy(asc(tipOffPhoto.position))
        .limit(1);
      return unseal(key, sealed, `${id}:photo:${first?.position ?? position}`);
    },

    async addSealed(id, item, at) {
      const key = await keys.open(id);
      if (key === null) return false;
      await database.insert(sealedItem).values({
        tipOffId: id,
        kind: item.kind,
        keyId: item.keyId,
        sealed: seal(key, item.bytes, `${id}:sealed`),
        at: new Date(at),
      });
      return true;
    },

    async listSealed(id) {
      const key = await keys.open(id);
      if (key === null) return [];
      const rows = await database
        .select()
        .from(sealedItem)
        .where(eq(sealedItem.tipOffId, id))
        .orderBy(asc(sealedItem.sequence));
      return rows.map((row) => ({
        kind: row.kind as SealedKind,
        keyId: row.keyId,
        bytes: unseal(key, row.sealed, `${id}:sealed`),
        at: toInstant(row.at),
      }));
    },

    async destroyKey(id) {
      const photos = await database
        .select({ file: tipOffPhoto.file })
        .from(tipOffPhoto)
        .where(eq(tipOffPhoto.tipOffId, id));
      await keys.destroy(
        id,
        photos.map(({ file }) => file),
      );
    },

    ...createCaseMoney(database),
  };
}

const text = (plain: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(plain);
