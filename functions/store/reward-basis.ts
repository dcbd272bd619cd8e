import type { TipOffWords } from '../../src/domain/tip-off.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { caseNote, tipOffCase } from './case-schema.ts';
import type { Database } from './database.ts';
import { and, asc, eq, sql } from './drizzle.ts';
import type { RewardBasis } from './reward-contract.ts';
import type { TipKeys } from './tip-keys.ts';
import { unseal } from './tip-off-cipher.ts';
import { tipOff } from './tip-off-schema.ts';

/** Office notes of this kind tell how a sum was reckoned. */
export const REWARD_NOTE = 'reward';
const REWARDED = ['assessing', 'approved', 'notified', 'claimed', 'paid'];

/**
 * Opens the words to answer two questions with yes or no, and lets none of them out: who reckons a reward sees what
 * counts for it, and not once more what was reported.
 */
export async function readRewardBasis(
  database: Database,
  keys: TipKeys,
  caseId: string,
): Promise<RewardBasis> {
  const [row] = await database
    .select({
      sealedWords: tipOff.sealedWords,
      claimSecret: tipOffCase.claimSecret,
      personTag: tipOffCase.personTag,
      duplicateOf: sql<string | null>`${tipOffCase.content} ->> 'duplicateOf'`,
    })
    .from(tipOffCase)
    .innerJoin(tipOff, eq(tipOff.id, tipOffCase.tipOffId))
    .where(eq(tipOffCase.tipOffId, caseId));
  const key = row === undefined ? null : await keys.open(caseId);
  const words =
    row === undefined || key === null
      ? null
      : (JSON.parse(textOf(unseal(key, row.sealedWords, `${caseId}:words`))) as Partial<TipOffWords>);
  const notes = await database
    .select()
    .from(caseNote)
    .where(and(eq(caseNote.tipOffId, caseId), eq(caseNote.kind, REWARD_NOTE)))
    .orderBy(asc(caseNote.sequence));
  const linked = await database
    .select({ content: tipOffCase.content })
    .from(tipOffCase)
    .where(
      sql`${tipOffCase.tipOffId} <> ${caseId} and (${tipOffCase.content} ->> 'duplicateOf' = ${caseId}
        or ${tipOffCase.tipOffId} = ${row?.duplicateOf ?? null})`,
    );
  return {
    // Filed before the form asked for it: not known is not the same as no.
    hasRespondent: words === null ? null : (words.respondent ?? '') !== '',
    isInsider: words === null ? null : (words.isInsider ?? false),
    hasClaimSecret: row?.claimSecret != null,
    personTag: row?.personTag ?? null,
    records:
      key === null
        ? []
        : notes.map((note) => ({
            text: textOf(unseal(key, note.sealed, `${caseId}:note`)),
            author: note.author,
            at: toInstant(note.at),
          })),
    linked: linked.map(({ content: { caseNo, sequence, reward } }) => ({
      caseNo,
      sequence,
      isRewarded: REWARDED.includes(reward),
    })),
  };
}

const textOf = (plain: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(plain);
