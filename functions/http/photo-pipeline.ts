import sharp from 'sharp';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { MAX_PHOTO_BYTES, type CleanPhoto, type PhotoCleaner } from '../../src/domain/tip-off.ts';
import { isBareJpeg, isPhotoFormat, sniffPhoto } from '../../src/domain/tip-off-photo.ts';

/** Sharp's own limit (268 million) lets a 600 KB PNG cost 800 MB. */
const MAX_PIXELS = 40_000_000;
const LONG_SIDE_PX = 2560;
const JPEG_QUALITY = 82;
const DECODE_SECONDS = 20;
/** Waiting photos beyond this are refused with "try again": each holds its upload in memory. */
const MAX_WAITING = 30;

/**
 * Makes the one cleaner of a server: photos pass one at a time, whoever sent them, because ten photos decoded at once
 * cost 860 MB and one after another 120 MB. Fails closed: what cannot be decoded and proved bare is not returned.
 */
export function createPhotoCleaner(): PhotoCleaner {
  sharp.cache(false);
  sharp.concurrency(1);
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (bytes) => {
    const refused = refusal(bytes);
    if (refused !== null) return refused;
    if (waiting >= MAX_WAITING) return failed('intake-busy');
    waiting += 1;
    const turn = last.then(() => reencode(bytes));
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      waiting -= 1;
    }
  };
}

/** What is known from the bytes alone, before any decoder runs. */
function refusal(bytes: Uint8Array): ReturnType<typeof failed> | null {
  if (bytes.length > MAX_PHOTO_BYTES) return failed('photo-too-large', 'photos', '每张最多 10 MB');
  const format = sniffPhoto(bytes);
  if (format === 'empty') return failed('photo-empty', 'photos');
  if (format === 'unknown') return failed('photo-not-a-photo', 'photos');
  return isPhotoFormat(format) ? null : failed('photo-format-refused', 'photos', ADVICE[format]);
}

const ADVICE = {
  heic: '这是 HEIC 照片，请截屏后再选，或在手机设置里把相机格式改为“兼容性最佳”。',
  gif: '这是 GIF 动图，请截一张图再选。',
  svg: '这是矢量图或网页文件，不是照片。',
  pdf: '这是 PDF 文件，请把要紧的那一页截图后再选。',
  archive: '这是文档或压缩包，请把里面的照片单独选出来。',
  video: '这是视频，这里暂时只收照片，请截几张图再选。',
} as const;

async function reencode(bytes: Uint8Array): Promise<Result<CleanPhoto>> {
  try {
    // Reads the header only: a 100 KB bomb of 30 000 × 30 000 pixels stops here.
    const header = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (header.width * header.height > MAX_PIXELS) return failed('photo-too-many-pixels', 'photos');
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated', pages: 1 })
      .timeout({ seconds: DECODE_SECONDS })
      .autoOrient()
      .resize({ width: LONG_SIDE_PX, height: LONG_SIDE_PX, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer({ resolveWithObject: true });
    if (!isBareJpeg(data)) return failed('photo-not-a-photo', 'photos');
    return ok({ bytes: data, widthPx: info.width, heightPx: info.height });
  } catch {
    // Whatever the decoder said, nothing of the original is kept; its message may quote the file and is dropped.
    return failed('photo-not-a-photo', 'photos');
  }
}
