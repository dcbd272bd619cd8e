import { toInstant, type Instant } from '../../src/domain/instant.ts';
import type { OfficePhoto } from './case-contract.ts';
import { casePhoto } from './case-schema.ts';
import type { Database } from './database.ts';
import { and, asc, eq } from './drizzle.ts';
import type { TipKeys } from './tip-keys.ts';
import { seal, unseal } from './tip-off-cipher.ts';

/** Beside a step of a case, in its transaction. */
export async function insertPhotos(
  tx: Pick<Database, 'insert'>,
  key: Uint8Array,
  tipOffId: string,
  photos: readonly OfficePhoto[],
  at: Instant,
): Promise<void> {
  if (photos.length === 0) return;
  await tx.insert(casePhoto).values(
    photos.map(({ author, bytes, widthPx, heightPx }) => ({
      tipOffId,
      author,
      widthPx,
      heightPx,
      sealed: seal(key, bytes, `${tipOffId}:case-photo`),
      at: new Date(at),
    })),
  );
}

export interface StoredOfficePhoto extends Omit<OfficePhoto, 'bytes'> {
  sequence: number;
  at: Instant;
}

export function createCasePhotos(database: Database, keys: Pick<TipKeys, 'open'>) {
  return {
    /** Oldest first, without the pixels. */
    async listOfficePhotos(tipOffId: string): Promise<readonly StoredOfficePhoto[]> {
      const { sequence, author, widthPx, heightPx, at } = casePhoto;
      const rows = await database
        .select({ sequence, author, widthPx, heightPx, at })
        .from(casePhoto)
        .where(eq(casePhoto.tipOffId, tipOffId))
        .orderBy(asc(sequence));
      return rows.map((row) => ({ ...row, at: toInstant(row.at) }));
    },

    /** Null: no such photo of this case, or its key is gone. */
    async readOfficePhoto(tipOffId: string, sequence: number): Promise<Uint8Array | null> {
      const [row] = await database
        .select({ sealed: casePhoto.sealed })
        .from(casePhoto)
        .where(and(eq(casePhoto.tipOffId, tipOffId), eq(casePhoto.sequence, sequence)));
      const key = row === undefined ? null : await keys.open(tipOffId);
      return row === undefined || key === null ? null : unseal(key, row.sealed, `${tipOffId}:case-photo`);
    },
  };
}
