import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import {
  type CleanPhoto,
  type GivenPhoto,
  type PhotoCleaner,
  type TipOff,
} from '../../src/domain/tip-off.ts';
import type { FiledTipOff, TipOffIdentity, TipOffStore } from '../store/store.ts';
import { checkTipOff, digestTipOff, type TipOffEntries, type TipOffPlaces } from './check-tip-off.ts';
import { hashClaimSecret } from './claim-secret.ts';
import type { IdentitySealing } from './tip-off-identity.ts';
import { namedFiles, sealedOriginals, takeUploads, uploaded } from './tip-off-files.ts';
import type { UploadStore } from '../store/upload-contract.ts';

export interface SubmitTipOffDeps extends TipOffPlaces {
  tipOffs: TipOffStore;
  cleanPhoto: PhotoCleaner;
  sealing: IdentitySealing;
  uploads: UploadStore;
}

/** As it came: shapes are checked, meanings are not. */
export interface TipOffSubmission extends TipOffEntries {
  retryKey: string | null;
  photos: readonly GivenPhoto[];
  /** Ids of finished uploads, by commas. */
  uploads: string;
  originals: string;
  /** Asked when this is not a retry of what was filed before, and before any photo is looked at. */
  admit?: () => Promise<Result<null>>;
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
  const { tipOff, receipt, who, claimSecret } = checked.value;
  const files = namedFiles(submission);
  if (!files.ok) return files;
  const { photos: photoIds, originals } = files.value;
  const digest = digestTipOff(checked.value, [
    ...submission.photos.map((photo) => photo.digest),
    ...photoIds.map((id) => `upload ${id}`),
    ...originals.map((id) => `original ${id}`),
  ]);
  const identity: TipOffIdentity = { receipt, retryKey: submission.retryKey, digest };
  const before = await deps.tipOffs.findFiled(identity);
  if (before !== null) return answer(before);
  const admitted = await submission.admit?.();
  if (admitted?.ok === false) return admitted;
  const sealed = await who.seal(deps.sealing);
  if (!sealed.ok) return sealed;
  // From here on nobody else can file them; a retry of this very submission still can.
  const taken = await takeUploads(deps, [...photoIds, ...originals], digest);
  if (!taken.ok) return taken;
  const kept = await sealedOriginals(deps, originals, submission.identityKeyId);
  if (!kept.ok) return kept;
  const photos = await cleaned(deps, [...submission.photos, ...photoIds.map((id) => uploaded(deps, id))]);
  if (!photos.ok) return photos;
  const whole: TipOff = {
    ...tipOff,
    photos: photos.value,
    sealed: sealed.value === null ? kept.value : [sealed.value, ...kept.value],
    claimSecret: claimSecret === null ? null : await hashClaimSecret(claimSecret),
  };
  const saved = await deps.tipOffs.saveTipOff(whole, identity, now);
  for (const id of [...photoIds, ...originals]) await deps.uploads.delete(id);
  return answer(saved);
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
  { cleanPhoto }: SubmitTipOffDeps,
  photos: readonly GivenPhoto[],
): Promise<Result<readonly CleanPhoto[]>> {
  const done = new Map<string, CleanPhoto>();
  for (const [index, photo] of photos.entries()) {
    if (done.has(photo.digest)) continue;
    const clean = await cleanPhoto(photo);
    if (!clean.ok) return { ok: false, problem: { ...clean.problem, path: `photos.${index}` } };
    done.set(photo.digest, clean.value);
  }
  return ok(photos.flatMap(({ digest }) => done.get(digest) ?? []));
}
