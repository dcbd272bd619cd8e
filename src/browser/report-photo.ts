import { failed, ok, type Result } from '../domain/problem.ts';
import { isPhotoFormat, sniffPhoto } from '../domain/tip-off-photo.ts';
import { EXIF_SEARCH_BYTES, readPhotoFacts, type PhotoFacts } from './report-exif.ts';

/** Of the file as the camera made it; what is sent is far smaller. More is too much for a phone to decode. */
const MAX_CAMERA_BYTES = 40 * 1024 * 1024;

const LONG_SIDE_PX = 2560;
const JPEG_QUALITY = 0.82;
/** No library of a browser takes place and device out of a video for certain, so none is taken. */
const VIDEO_ADVICE = '视频现在收不了：里面的拍摄位置和手机型号没有可靠的办法去掉。请截几张画面当照片。';

/**
 * Draws the photo anew, so that only pixels leave the device: no place, time, camera or earlier version.
 * The file's name is dropped too. Never returns the original: what cannot be redrawn is refused (the server cleans
 * once more, but must not be the only one to be trusted with where a photo was taken).
 */
export async function stripPhoto(file: Blob): Promise<Result<{ clean: Blob; facts: PhotoFacts }>> {
  if (file.size > MAX_CAMERA_BYTES) return failed('photo-too-large', 'photos');
  const head = new Uint8Array(await file.slice(0, EXIF_SEARCH_BYTES).arrayBuffer());
  const format = sniffPhoto(head.subarray(0, 256));
  if (format === 'empty') return failed('photo-empty', 'photos');
  if (format === 'video') return failed('photo-format-refused', 'photos', VIDEO_ADVICE);
  // HEIC is tried all the same: Safari can draw it, and then it is a photo like any other.
  if (!isPhotoFormat(format) && format !== 'heic')
    return failed(format === 'unknown' ? 'photo-not-a-photo' : 'photo-format-refused', 'photos');
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (bitmap === null)
    return failed(format === 'heic' ? 'photo-format-refused' : 'photo-not-a-photo', 'photos');
  try {
    const blob = await redrawn(bitmap);
    if (blob === null) return failed('photo-not-a-photo', 'photos');
    return ok({ clean: blob, facts: readPhotoFacts(head) });
  } finally {
    bitmap.close();
  }
}

async function redrawn(bitmap: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, LONG_SIDE_PX / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY),
  );
  // Frees the pixels at once: a phone with little memory closes the tab otherwise, and the typed words with it.
  canvas.width = canvas.height = 0;
  return blob;
}

/**
 * Whether this browser gives a canvas back as it was drawn. Browsers that resist fingerprinting (Tor) return noise:
 * a photo sent from there would show nothing.
 */
export function isCanvasFaithful(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 4;
  const context = canvas.getContext('2d');
  if (context === null) return false;
  context.fillStyle = '#2080c0';
  context.fillRect(0, 0, 4, 4);
  const { data } = context.getImageData(0, 0, 4, 4);
  return data.every((value, i) => value === [0x20, 0x80, 0xc0, 0xff][i % 4]);
}
