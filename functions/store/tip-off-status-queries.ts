import { randomBytes } from 'node:crypto';
import { toInstant } from '../../src/domain/instant.ts';
import type { TipOffEventWord } from '../../src/domain/tip-off.ts';
import { caseNote, casePhoto, sealedItem, tipOffCase } from './case-schema.ts';
import type { Database } from './database.ts';
import { and, asc, eq, sql } from './drizzle.ts';
import { followUp } from './follow-up-schema.ts';
import type { TipKeys } from './tip-keys.ts';
import { keyedHash, makeTipKey, seal, unseal } from './tip-off-cipher.ts';
import { tipOff, tipOffEvent, tipOffPhoto } from './tip-off-schema.ts';
import type { StatusStore } from './tip-off-status-contract.ts';

export interface StatusStoreParts {
  database: Database;
  keys: TipKeys;
  receiptKey: Uint8Array;
}

/** Asked about when a receipt opens nothing, so that the same is done as when it opens something. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** What a receipt opens. */
export function createStatusStore({ database, keys, receiptKey }: StatusStoreParts): StatusStore {
  const decoyKey = makeTipKey();
  const decoy = seal(decoyKey, randomBytes(256), `${NOBODY}:note`);

  return {
    async openByReceipt(receipt) {
      const [row] = await database
        .select({
          file: tipOffCase.content,
          claimSecret: tipOffCase.claimSecret,
          tries: tipOffCase.claimTries,
        })
        .from(tipOffCase)
        .innerJoin(tipOff, eq(tipOff.id, tipOffCase.tipOffId))
        .where(
          and(
            eq(tipOff.receiptHash, keyedHash(receiptKey, 'receipt', receipt)),
            // What was purged must not even cost the reading of a row.
            sql`${tipOffCase.content}->>'identity' <> 'purged'`,
          ),
        );
      const id = row?.file.id ?? NOBODY;
      const [events, notes, photos, added, [asked], key] = await Promise.all([
        database
          .select()
          .from(tipOffEvent)
          .where(eq(tipOffEvent.tipOffId, id))
          .orderBy(asc(tipOffEvent.sequence)),
        database
          .select()
          .from(caseNote)
          .where(and(eq(caseNote.tipOffId, id), eq(caseNote.audience, 'reporter')))
          .orderBy(asc(caseNote.sequence)),
        database
          .select({ position: tipOffPhoto.position })
          .from(tipOffPhoto)
          .where(eq(tipOffPhoto.tipOffId, id)),
        database
          .select({ sequence: casePhoto.sequence })
          .from(casePhoto)
          .where(and(eq(casePhoto.tipOffId, id), eq(casePhoto.author, 'reporter'))),
        database.select().from(followUp).where(eq(followUp.tipOffId, id)),
        keys.open(id),
      ]);
      unseal(decoyKey, decoy, `${NOBODY}:note`);
      if (row === undefined || key === null) return null;
      return {
        file: row.file,
        claimSecret: row.claimSecret,
        hasClaimSecret: row.claimSecret !== null,
        claimTries: row.tries,
        events: events.map(({ event, at }) => ({ event: event as TipOffEventWord, at: toInstant(at) })),
        notes: notes.map(({ author, sealed, at }) => ({
          author,
          text: Buffer.from(unseal(key, sealed, `${id}:note`)).toString(),
          at: toInstant(at),
        })),
        photos: photos.length + added.length,
        followUp:
          asked === undefined
            ? null
            : {
                dueAt: asked.dueAt && toInstant(asked.dueAt),
                optedOutAt: asked.optedOutAt && toInstant(asked.optedOutAt),
                answeredAt: asked.answeredAt && toInstant(asked.answeredAt),
              },
      };
    },

    async addClaim(id, keyId, ciphertext, at) {
      const key = await keys.open(id);
      if (key === null) return null;
      const [row] = await database
        .insert(sealedItem)
        .values({
          tipOffId: id,
          kind: 'claim',
          keyId,
          sealed: seal(key, ciphertext, `${id}:sealed`),
          at: new Date(at),
        })
        .returning({ sequence: sealedItem.sequence });
      return row?.sequence ?? null;
    },

    async dropClaim(sequence) {
      await database
        .delete(sealedItem)
        .where(and(eq(sealedItem.sequence, sequence), eq(sealedItem.kind, 'claim')));
    },
  };
}
