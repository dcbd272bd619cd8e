import { createHash } from 'node:crypto';
import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { readReceipt, type Receipt } from '../../src/domain/receipt.ts';
import { normaliseAdcode, type Adcode } from '../../src/domain/region.ts';
import { cleanLine, cleanLines } from '../../src/domain/tip-off-text.ts';
import {
  MAX_PLACE_LENGTH,
  MAX_RESPONDENT_LENGTH,
  MAX_TEXT_LENGTH,
  MAX_TIP_OFF_PHOTOS,
  type Anonymity,
  type CleanPhoto,
  type PhotoCleaner,
  type TipOff,
  type TipOffKind,
  type TipOffWords,
} from '../../src/domain/tip-off.ts';
import type { FiledTipOff, TipOffIdentity, TipOffStore } from '../store/store.ts';
import { readPosition, readSeenAt } from './tip-off-extras.ts';

export interface SubmitTipOffDeps {
  tipOffs: TipOffStore;
  cleanPhoto: PhotoCleaner;
  /** Category ids of content/tip-off/categories.yaml and the kind each belongs to. */
  categories: ReadonlyMap<string, TipOffKind>;
  isKnownRegion(adcode: Adcode): boolean;
}

/** As it came: shapes are checked, meanings are not. */
export interface TipOffSubmission {
  /** Undefined: the category's own. */
  kind?: TipOffKind | undefined;
  category: string;
  adcode: string;
  text: string;
  place: string;
  respondent: string;
  seenAt: string;
  lat: string;
  lng: string;
  datum: string;
  isInsider: 'on' | '';
  anonymity: Anonymity;
  contact: string;
  receipt: string;
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
  const checked = checkedTipOff(deps, submission, now);
  if (!checked.ok) return checked;
  const { tipOff, receipt } = checked.value;
  const identity: TipOffIdentity = {
    receipt,
    retryKey: submission.retryKey,
    digest: digestOf(tipOff, receipt, submission.photos),
  };
  const before = await deps.tipOffs.findFiled(identity);
  if (before !== null) return answer(before);
  const photos = await cleaned(deps.cleanPhoto, submission.photos);
  if (!photos.ok) return photos;
  return answer(await deps.tipOffs.saveTipOff({ ...tipOff, photos: photos.value }, identity, now));
}

function answer(
  filed: Awaited<ReturnType<TipOffStore['saveTipOff']>>,
): Result<FiledTipOff & { isNew: boolean }> {
  if (filed.outcome === 'other-content') return failed('idempotency-key-reused');
  const { caseNo, receivedAt, outcome } = filed;
  return ok({ caseNo, receivedAt, isNew: outcome === 'saved' });
}

/** Everything but the photos, cleaned and known to mean something here. */
function checkedTipOff(
  deps: SubmitTipOffDeps,
  submission: TipOffSubmission,
  now: Instant,
): Result<{ tipOff: Omit<TipOff, 'photos'>; receipt: Receipt }> {
  const words = checkedWords(submission, now);
  if (!words.ok) return words;
  // Nobody could read it but everybody with the tip's key, so it is not taken.
  if (submission.contact.trim() !== '')
    return failed('field-invalid', 'contact', '这里不收联系方式，请留空。');
  const { category } = submission;
  const kind = deps.categories.get(category);
  if (kind === undefined || kind !== (submission.kind ?? kind))
    return failed('field-invalid', 'category', '请从列表里选一个类别。');
  const adcode = submission.adcode === '' ? null : normaliseAdcode(submission.adcode);
  if (submission.adcode !== '' && (adcode === null || !deps.isKnownRegion(adcode)))
    return failed('region-unknown', 'adcode');
  if (submission.photos.length > MAX_TIP_OFF_PHOTOS)
    return failed('photos-too-many', 'photos', `最多 ${MAX_TIP_OFF_PHOTOS} 张`);
  const receipt = readReceipt(submission.receipt);
  if (!receipt.ok) return failed('receipt-malformed', 'receipt');
  return ok({ tipOff: { kind, category, adcode, words: words.value }, receipt: receipt.receipt });
}

function checkedWords(submission: TipOffSubmission, now: Instant): Result<TipOffWords> {
  const text = cleanLines(submission.text, MAX_TEXT_LENGTH, 'text');
  if (!text.ok) return text;
  if (text.value === '') return failed('field-invalid', 'text', '请写明发现了什么。');
  const place = cleanLine(submission.place, MAX_PLACE_LENGTH, 'place');
  if (!place.ok) return place;
  const respondent = cleanLine(submission.respondent, MAX_RESPONDENT_LENGTH, 'respondent');
  if (!respondent.ok) return respondent;
  const seenAt = readSeenAt(submission.seenAt, now);
  if (!seenAt.ok) return seenAt;
  const position = readPosition(submission.lat, submission.lng, submission.datum);
  if (!position.ok) return position;
  return ok({
    text: text.value,
    place: place.value,
    respondent: respondent.value,
    seenAt: seenAt.value,
    position: position.value,
    isInsider: submission.isInsider === 'on',
    anonymity: submission.anonymity,
  });
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

function digestOf(tipOff: Omit<TipOff, 'photos'>, receipt: Receipt, photos: readonly Uint8Array[]): string {
  const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
  const { kind, category, adcode, words } = tipOff;
  // A list, for the order of an object's keys is nobody's promise.
  const { text, place, respondent, seenAt, position, isInsider, anonymity } = words;
  const said = [text, place, respondent, seenAt, position?.lat, position?.lng, position?.datum];
  const fields = [kind, category, adcode, ...said, isInsider, anonymity, receipt];
  return sha256(JSON.stringify([...fields, ...photos.map(sha256)]));
}
