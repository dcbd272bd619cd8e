/** What a file really is, by its first bytes; its name and its declared type are never asked. */
export type PhotoFormat = 'jpeg' | 'png' | 'webp';
export type RefusedFormat =
  'heic' | 'gif' | 'svg' | 'pdf' | 'archive' | 'program' | 'audio' | 'video' | 'unknown' | 'empty';

const ASCII = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/**
 * Sniffs before any decoder sees the file: the decoder would also open SVG, PDF or TIFF, which can reach files and
 * networks or need far more memory than a photo.
 */
export function sniffPhoto(bytes: Uint8Array): PhotoFormat | RefusedFormat {
  if (bytes.length === 0) return 'empty';
  const head = ASCII(bytes, 0, 16);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (head.startsWith('GIF8')) return 'gif';
  if (head.startsWith('%PDF')) return 'pdf';
  if (/^(PK\x03\x04|Rar!|7z\xbc\xaf|\x1f\x8b)/.test(head)) return 'archive';
  if (/^(MZ|\x7fELF|#!)/.test(head)) return 'program';
  if (/^(ID3|OggS|fLaC|RIFF....WAVE|....ftypM4A|\xff[\xfb\xf3\xf1])/s.test(head)) return 'audio';
  if (head.slice(4, 8) === 'ftyp')
    return /hei[cxms]|hev[cx]|mif1|msf1|avif/.test(head.slice(8, 12)) ? 'heic' : 'video';
  if (head.startsWith('\x1aE\xdf\xa3')) return 'video';
  return /^[\s\xef\xbb\xbf]*<(\?xml|!doctype|!--|svg)/i.test(ASCII(bytes, 0, 256)) ? 'svg' : 'unknown';
}

export function isPhotoFormat(format: PhotoFormat | RefusedFormat): format is PhotoFormat {
  return format === 'jpeg' || format === 'png' || format === 'webp';
}

/** JPEG segments that carry pixels: APP0 (JFIF) and the tables; every other APPn and comments may carry a trace. */
const PIXEL_SEGMENTS = new Set([0xe0, 0xdb, 0xc0, 0xc1, 0xc2, 0xc4, 0xdd]);

/**
 * Whether a JPEG holds pixels and nothing else: no Exif, XMP, ICC, Photoshop block or comment, no thumbnail in its
 * JFIF header, not a byte after its end. The last gate before a photo is stored, so that a cleaner that fails open
 * (as FixMyStreet's did) cannot leak a place: whatever this walker does not understand is refused.
 */
export function isBareJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  let at = 2;
  let hasPixels = false;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return hasPixels && at + 2 === bytes.length;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2) return false;
    if (marker === 0xe0 && (length !== 16 || ASCII(bytes, at + 4, 5) !== 'JFIF\0')) return false;
    if (marker !== 0xda && !PIXEL_SEGMENTS.has(marker)) return false;
    at += 2 + length;
    if (marker === 0xda) {
      hasPixels = true;
      at = endOfScan(bytes, at);
    }
  }
  return false;
}

/** The next marker after entropy-coded data, where FF 00 is a stuffed byte and FF D0–D7 are restart marks. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    at = bytes.indexOf(0xff, at);
    if (at === -1) return bytes.length;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at += next === 0xff ? 1 : 2;
  }
  return bytes.length;
}

/** Of a PNG what is needed to see it. Everything else (text, profiles, Exif, animation) is a trace or a trap. */
const SEEN_CHUNKS = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
const PNG_HEAD_BYTES = 8;

/** A PNG without the chunks nobody sees, none of them opened; null when it is cut or no chain of chunks. */
export function barePng(bytes: Uint8Array): Uint8Array | null {
  const kept = [bytes.subarray(0, PNG_HEAD_BYTES)];
  let size = PNG_HEAD_BYTES;
  for (let at = PNG_HEAD_BYTES; at + 12 <= bytes.length;) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
    const type = ASCII(bytes, at + 4, 4);
    const next = at + 12 + length;
    if (next > bytes.length) return null;
    if (SEEN_CHUNKS.includes(type)) {
      kept.push(bytes.subarray(at, next));
      size += next - at;
    }
    at = next;
    if (type === 'IEND') return joined(kept, size);
  }
  return null;
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
