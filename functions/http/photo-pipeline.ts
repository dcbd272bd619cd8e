import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { MAX_PHOTO_BYTES, type CleanPhoto, type PhotoCleaner } from '../../src/domain/tip-off.ts';
import { barePng, isBareJpeg, isPhotoFormat, sniffPhoto } from '../../src/domain/tip-off-photo.ts';
import type { DecodeLimits } from './photo-decoder.ts';
import { createDecoder, type Decode } from './photo-process.ts';

/** Sharp's own limit (268 million) lets a 600 KB PNG cost 800 MB. */
export const PHOTO_LIMITS: DecodeLimits = { maxPixels: 40_000_000, longSidePx: 2560, quality: 82 };
/** Waiting photos beyond this are refused with "try again". They wait on disk; what they would cost is patience. */
const MAX_WAITING = 100;

/**
 * Makes the one cleaner of a server: photos pass one at a time, whoever sent them, because ten photos decoded at once
 * cost 860 MB; each is read into memory when its turn comes. Fails closed: what cannot be decoded and proved bare is
 * not returned.
 */
export function createPhotoCleaner(decode: Decode = createDecoder(PHOTO_LIMITS)): PhotoCleaner {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (photo) => {
    if (waiting >= MAX_WAITING) return failed('intake-busy');
    waiting += 1;
    const turn = last.then(async () => {
      const bytes = photo instanceof Uint8Array ? photo : await photo.read();
      return bytes === null ? failed('upload-unknown') : clean(decode, bytes);
    });
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      waiting -= 1;
    }
  };
}

async function clean(decode: Decode, given: Uint8Array): Promise<Result<CleanPhoto>> {
  const bytes = acceptable(given);
  if (!bytes.ok) return bytes;
  const answer = await decode(bytes.value);
  if (answer?.outcome === 'too-many-pixels') return failed('photo-too-many-pixels', 'photos');
  if (answer?.outcome !== 'clean' || !isBareJpeg(answer.bytes)) return failed('photo-not-a-photo', 'photos');
  return ok({ bytes: answer.bytes, widthPx: answer.widthPx, heightPx: answer.heightPx });
}

/** What is known from the bytes alone, before any decoder runs. */
function acceptable(bytes: Uint8Array): Result<Uint8Array> {
  if (bytes.length > MAX_PHOTO_BYTES) return failed('photo-too-large', 'photos', '每张最多 10 MB');
  const format = sniffPhoto(bytes);
  if (format === 'empty') return failed('photo-empty', 'photos');
  if (format === 'unknown') return failed('photo-not-a-photo', 'photos');
  if (!isPhotoFormat(format)) return failed('photo-format-refused', 'photos', ADVICE[format]);
  // Compressed text and colour profiles are bombs of their own: they are dropped unread.
  const bare = format === 'png' ? barePng(bytes) : bytes;
  return bare === null ? failed('photo-not-a-photo', 'photos') : ok(bare);
}

const ADVICE = {
  heic: '这是 HEIC 照片，请截屏后再选，或在手机设置里把相机格式改为“兼容性最佳”。',
  gif: '这是 GIF 动图，请截一张图再选。',
  svg: '这是矢量图或网页文件，不是照片。',
  pdf: '这是 PDF 文件，请把要紧的那一页截图后再选。',
  archive: '这是文档或压缩包，请把里面的照片单独选出来。',
  program: '这是程序，不是照片。',
  audio: '这是录音，这里只收照片；听到了什么请写在文字里。',
  video: '这是视频，这里暂时只收照片，请截几张图再选。',
} as const;
