import { eq, inArray, or } from './drizzle.ts';
import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { beijingParts, toInstant, type Instant } from '../../src/domain/instant.ts';
import type { TipOff } from '../../src/domain/tip-off.ts';
import { caseRow, firstCase } from './case-rows.ts';
import { sealedItem, tipOffCase } from './case-schema.ts';
import type { Database } from './database.ts';
import type { AttachmentStore, TipOffIdentity, TipOffOutcome, TipOffStore } from './store.ts';
import { KEY_BYTES, keyedHash, makeTipKey, seal, unseal } from './tip-off-cipher.ts';
import { tipOff, tipOffEvent, tipOffPhoto } from './tip-off-schema.ts';

export interface TipOffStoreParts {
  database: Database;
  attachments: AttachmentStore;
  /** Wraps every tip's own key. 32 bytes. */
  masterKey: Uint8Array;
  /** Keys the hashes of receipts; a change of it loses every reporter their case. 32 bytes. */
  receiptKey: Uint8Array;
}

/** Six random digits a year: a running number would tell every reporter how many others there are. */
const CASE_NO_TRIES = 20;

export function createTipOffStore(parts: TipOffStoreParts): TipOffStore {
  const { database, attachments, masterKey, receiptKey } = parts;
  if (masterKey.length !== KEY_BYTES || receiptKey.length !== KEY_BYTES)
    throw new RangeError(`master.key and receipt.key hold ${KEY_BYTES} bytes each`);
  const receiptHash = (receipt: string): string => keyedHash(receiptKey, 'receipt', receipt);
  const retryHash = (key: string | null): string | null =>
    key === null ? null : keyedHash(receiptKey, 'retry', key);

  async function findFiled(identity: TipOffIdentity): Promise<TipOffOutcome | null> {
    const retry = retryHash(identity.retryKey);
    const sameReceipt = eq(tipOff.receiptHash, receiptHash(identity.receipt));
    const [row] = await database
      .select()
      .from(tipOff)
      .where(retry === null ? sameReceipt : or(sameReceipt, eq(tipOff.retryHash, retry)))
      .limit(1);
    if (row === undefined) return null;
    const wrapped = await attachments.read(row.keyFile);
    if (wrapped === null) return { outcome: 'other-content' };
    const key = unseal(masterKey, wrapped, `${row.id}:key`);
    if (keyedHash(key, 'content', identity.digest) !== row.contentHash) return { outcome: 'other-content' };
    return { outcome: 'already-there', caseNo: row.caseNo, receivedAt: toInstant(row.receivedAt) };
  }

  /** Writes the key and the photos. Their names are random; a crash after this leaves files for `purgeOrphans`. */
  async function putFiles(id: string, key: Uint8Array, photos: TipOff['photos']): Promise<SealedFiles> {
    const keyFile = fileName('keys');
    await attachments.put(keyFile, seal(masterKey, key, `${id}:key`));
    const photoFiles: string[] = [];
    const known = new Map<string, string>();
    for (const [index, photo] of photos.entries()) {
      const digest = createHash('sha256').update(photo.bytes).digest('hex');
      // The same photo chosen twice is stored once; its first position is what it is sealed for.
      const name = known.get(digest) ?? fileName('photos');
      if (!known.has(digest)) await attachments.put(name, seal(key, photo.bytes, `${id}:photo:${index}`));
      known.set(digest, name);
      photoFiles.push(name);
    }
    return { keyFile, photoFiles };
  }

  return {
    findFiled,

    async saveTipOff(filed, identity, receivedAt) {
      const id = randomUUID();
      const key = makeTipKey();
      // When anything from here on throws, the files stay: a commit whose answer was lost may refer to them.
      const files = await putFiles(id, key, filed.photos);
      const row = {
        id,
        receiptHash: receiptHash(identity.receipt),
        retryHash: retryHash(identity.retryKey),
        contentHash: keyedHash(key, 'content', identity.digest),
        kind: filed.kind,
        category: filed.category,
        adcode: filed.adcode,
        keyFile: files.keyFile,
        sealedWords: seal(key, Buffer.from(JSON.stringify(filed.words)), `${id}:words`),
        receivedAt: new Date(receivedAt),
      };
      for (let attempt = 0; attempt < CASE_NO_TRIES; attempt += 1) {
        const caseNo = newCaseNo(receivedAt);
        if (await insertWhole(database, { ...row, caseNo }, { filed, key, ...files }))
          return { outcome: 'saved', caseNo, receivedAt };
        const before = await findFiled(identity);
        if (before === null) continue; // only the case number was taken
        for (const name of [files.keyFile, ...files.photoFiles]) await attachments.delete(name);
        return before;
      }
      throw new Error('no free case number: the year has nearly a million cases');
    },

    async listReferencedFiles(names) {
      if (names.length === 0) return new Set();
      const keys = await database
        .select({ name: tipOff.keyFile })
        .from(tipOff)
        .where(inArray(tipOff.keyFile, [...names]));
      const photos = await database
        .select({ name: tipOffPhoto.file })
        .from(tipOffPhoto)
        .where(inArray(tipOffPhoto.file, [...names]));
      return new Set([...keys, ...photos].map(({ name }) => name));
    },
  };
}

interface SealedFiles {
  keyFile: string;
  photoFiles: readonly string[];
}

/** All rows of a tip-off or none. False when a receipt, retry key or case number was there already. */
function insertWhole(
  database: Database,
  row: typeof tipOff.$inferInsert,
  { filed, key, photoFiles }: SealedFiles & { filed: TipOff; key: Uint8Array },
): Promise<boolean> {
  const { photos, sealed = [], claimSecret = null } = filed;
  return database.transaction(async (tx) => {
    // Of parallel submissions the later waits here for the earlier to commit, then inserts nothing.
    const inserted = await tx.insert(tipOff).values(row).onConflictDoNothing().returning();
    const [stored] = inserted;
    if (stored === undefined) return false;
    const hasIdentity = sealed.some(({ kind }) => kind === 'identity');
    await tx.insert(tipOffCase).values({ ...caseRow(firstCase(stored, hasIdentity)), claimSecret });
    // One by one: originals are megabytes each, and a statement holds all its values at once.
    for (const { kind, keyId, bytes } of sealed)
      await tx.insert(sealedItem).values({
        tipOffId: row.id,
        kind,
        keyId,
        sealed: seal(key, bytes, `${row.id}:sealed`),
        at: row.receivedAt,
      });
    const photoRows = photos.map(({ widthPx, heightPx }, position) => ({
      tipOffId: row.id,
      position,
      file: photoFiles[position] ?? '',
      widthPx,
      heightPx,
    }));
    if (photoRows.length > 0) await tx.insert(tipOffPhoto).values(photoRows);
    await tx.insert(tipOffEvent).values({ tipOffId: row.id, event: 'received', at: row.receivedAt });
    return true;
  });
}

function fileName(room: 'keys' | 'photos'): string {
  return `${room}/${randomBytes(16).toString('hex')}`;
}

function newCaseNo(at: Instant): string {
  return `${beijingParts(at).year}-${String(randomInt(1_000_000)).padStart(6, '0')}`;
}
