import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { cleanLines } from '../../src/domain/tip-off-text.ts';
import {
  MAX_CASE_PHOTOS,
  MAX_MESSAGE_LENGTH,
  MAX_MESSAGE_PHOTOS,
  MAX_MESSAGES,
} from '../../src/domain/tip-off-status.ts';
import type { CleanPhoto, PhotoCleaner } from '../../src/domain/tip-off.ts';
import type { OpenedCase } from '../store/tip-off-status-contract.ts';
import { handleCase } from './handle-case.ts';
import type { StatusDeps } from './open-by-receipt.ts';

/** Colleagues may be quicker a few times; a message must not be lost for it. */
const TRIES = 5;

/**
 * The reporter's message to whoever handles the case, with photos. Answers a question that stands; otherwise it is
 * simply heard. Nothing is kept unless every photo came out of the cleaner.
 */
export async function writeToOffice(
  deps: StatusDeps & { cleanPhoto: PhotoCleaner },
  opened: OpenedCase,
  typed: string,
  photos: readonly Uint8Array[],
): Promise<Result<null>> {
  const text = cleanLines(typed, MAX_MESSAGE_LENGTH, 'text');
  if (!text.ok) return text;
  if (text.value === '' && photos.length === 0)
    return failed('field-invalid', 'text', '请写点什么，或者选照片。');
  if (opened.notes.filter(({ author }) => author === 'reporter').length >= MAX_MESSAGES)
    return failed('messages-too-many');
  if (photos.length > MAX_MESSAGE_PHOTOS)
    return failed('photos-too-many', 'photos', `一次最多 ${MAX_MESSAGE_PHOTOS} 张`);
  if (photos.length + opened.photos > MAX_CASE_PHOTOS)
    return failed('photos-too-many', 'photos', `这件事最多收 ${MAX_CASE_PHOTOS} 张`);
  const clean: CleanPhoto[] = [];
  for (const [index, bytes] of photos.entries()) {
    const photo = await deps.cleanPhoto(bytes);
    if (!photo.ok) return { ok: false, problem: { ...photo.problem, path: `photos.${index}` } };
    clean.push(photo.value);
  }
  const attached = clean.length === 0 ? '' : `（附照片 ${clean.length} 张）`;
  const note = {
    audience: 'reporter' as const,
    kind: 'message',
    text: [text.value, attached].filter((part) => part !== '').join('\n'),
  };
  for (let left = TRIES; ; left -= 1) {
    const done = await handleCase(deps, opened.file.id, null, { do: 'answer' }, 'reporter', [note], clean);
    if (done.ok) return ok(null);
    if (done.problem.word !== 'case-changed' || left <= 1) return done;
  }
}
