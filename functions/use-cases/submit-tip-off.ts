import { createHash } from 'node:crypto';
import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import {
  MAX_TIP_OFF_PHOTOS,
  type CleanPhoto,
  type PhotoCleaner,
  type TipOff,
} from '../../src/domain/tip-off.ts';
import type { FiledTipOff, TipOffIdentity, TipOffStore } from '../store/store.ts';
import { checkTipOff, digestTipOff, type TipOffEntries, type TipOffPlaces } from './check-tip-off.ts';
import { hashClaimSecret } from './claim-secret.ts';
import type { IdentitySealing } from './tip-off-identity.ts';

export interface SubmitTipOffDeps extends TipOffPlaces {
  tipOffs: TipOffStore;
  cleanPhoto: PhotoCleaner;
  sealing: IdentitySealing;
}

/** As it came: shapes are checked, meanings are not. */
export interface TipOffSubmission extends TipOffEntries {
  retryKey: string | null;
  photos: readonly Uint8Array[];
}

/**
 * Files a tip-off once, whole or not at all. A retry (same receipt or same key, same content) gets the first answer
 * without any work on its photos. Nothing is stored before every photo has come out of the cleaner.
 */
export async function submitTipOff(
  deps: SubmitTipOffDeps,
  submission: TipOffSubmission,
  now: Instant,
): Promise<Result<FiledTipOff & { isNew: boolean }>> {
  const checked = checkTipOff(deps, submission, now);
  if (!checked.ok) return checked;
  if (submission.photos.length > MAX_TIP_OFF_PHOTOS)
    return failed('photos-too-many', 'photos', `最多 ${MAX_TIP_OFF_PHOTOS} 张`);
  const { tipOff, receipt, who, claimSecret } = checked.value;
  const identity: TipOffIdentity = {
    receipt,
    retryKey: submission.retryKey,
    digest: digestTipOff(
      checked.value,
      submission.photos.map((photo) => createHash('sha256').update(photo).digest('hex')),
    ),
  };
  const before = await deps.tipOffs.findFiled(identity);
  if (before !== null) return answer(before);
  const sealed = await who.seal(deps.sealing);
  if (!sealed.ok) return sealed;
  const photos = await cleaned(deps.cleanPhoto, submission.photos);
  if (!photos.ok) return photos;
  const whole: TipOff = {
    ...tipOff,
    photos: photos.value,
    sealed: sealed.value === null ? [] : [sealed.value],
    claimSecret: claimSecret === null ? null : await hashClaimSecret(claimSecret),
  };
  return answer(await deps.tipOffs.saveTipOff(whole, identity, now));
}

function answer(
  filed: Awaited<ReturnType<TipOffStore['saveTipOff']>>,
): Result<FiledTipOff & { isNew: boolean }> {
  if (filed.outcome === 'other-content') return failed('idempotency-key-reused');
  const { caseNo, receivedAt, outcome } = filed;
  return ok({ caseNo, receivedAt, isNew: outcome === 'saved' });
}

/** One photo after the other: each holds tens of megabytes while it is decoded. The first refusal refuses all. */
async function cleaned(
  clean: PhotoCleaner,
  photos: readonly Uint8Array[],
): Promise<Result<readonly CleanPhoto[]>> {
  const done: CleanPhoto[] = [];
  for (const [index, bytes] of photos.entries()) {
    const photo = await clean(bytes);
    if (!photo.ok) return { ok: false, problem: { ...photo.problem, path: `photos.${index}` } };
    done.push(photo.value);
  }
  return ok(done);
}
