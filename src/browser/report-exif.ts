/** What a photo says about itself, read before it is stripped, so that the person can see it and decide. */
export interface PhotoFacts {
  /** Beijing wall time, `YYYY-MM-DDTHH:mm`. */
  takenAt: string | null;
  /** Degrees as the phone measured them (WGS-84). */
  position: { lat: number; lng: number } | null;
}

export const NO_FACTS: PhotoFacts = { takenAt: null, position: null };

/** Exif stands at the front; more than this is never searched. */
export const EXIF_SEARCH_BYTES = 256 * 1024;
const BEIJING_MINUTES = 480;
const MAX_ENTRIES = 500;

type Reader = (entry: { type: number; count: number; at: number }) => void;

/**
 * Time and place out of a JPEG's Exif block. The bytes are hostile: every read is inside the view, a wrong offset gives
 * no fact instead of an error, and nothing but these two facts leaves this file.
 */
export function readPhotoFacts(bytes: Uint8Array): PhotoFacts {
  const tiff = exifBlock(bytes);
  if (tiff === null) return NO_FACTS;
  try {
    return factsOf(tiff);
  } catch {
    return NO_FACTS; // a DataView refuses to read beyond its end: a cut or made-up block says nothing
  }
}

function exifBlock(bytes: Uint8Array): DataView | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 10 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1];
    const length = view.getUint16(at + 2);
    if (marker === 0xda || length < 2) return null;
    const isExif = marker === 0xe1 && view.getUint32(at + 4) === 0x45786966;
    if (isExif && at + 2 + length <= bytes.length)
      return new DataView(bytes.buffer, bytes.byteOffset + at + 10, length - 8);
    at += 2 + length;
  }
  return null;
}

function factsOf(tiff: DataView): PhotoFacts {
  const isLittle = tiff.getUint16(0) === 0x4949;
  const u16 = (at: number): number => tiff.getUint16(at, isLittle);
  const u32 = (at: number): number => tiff.getUint32(at, isLittle);
  const eachEntry = (folder: number, readers: Readonly<Record<number, Reader>>): void => {
    const entries = Math.min(u16(folder), MAX_ENTRIES);
    for (let i = 0; i < entries; i += 1) {
      const entry = folder + 2 + i * 12;
      const [type, count] = [u16(entry + 2), u32(entry + 4)];
      const size =
        count * (type === 5 || type === 10 ? 8 : type === 4 || type === 9 ? 4 : type === 3 ? 2 : 1);
      readers[u16(entry)]?.({ type, count, at: size > 4 ? u32(entry + 8) : entry + 8 });
    }
  };
  const text = ({ count, at }: { count: number; at: number }): string =>
    String.fromCharCode(
      ...Array.from({ length: Math.min(count, 40) }, (_, i) => tiff.getUint8(at + i)),
    ).replace(/\0.*$/s, '');
  const degrees = ({ count, at }: { count: number; at: number }): number =>
    Array.from({ length: Math.min(count, 3) }, (_, i) => u32(at + i * 8) / u32(at + i * 8 + 4)).reduce(
      (sum, part, i) => sum + part / 60 ** i,
      0,
    );

  let [exif, gps, taken, offset, north, east] = [0, 0, '', '', '', ''];
  let [lat, lng] = [Number.NaN, Number.NaN];
  eachEntry(u32(4), {
    0x8769: ({ at }) => (exif = u32(at)),
    0x8825: ({ at }) => (gps = u32(at)),
  });
  if (exif > 0)
    eachEntry(exif, { 0x9003: (entry) => (taken = text(entry)), 0x9011: (entry) => (offset = text(entry)) });
  if (gps > 0)
    eachEntry(gps, {
      1: (entry) => (north = text(entry)),
      2: (entry) => (lat = degrees(entry)),
      3: (entry) => (east = text(entry)),
      4: (entry) => (lng = degrees(entry)),
    });
  return { takenAt: beijingTime(taken, offset), position: positionOf(lat, lng, north, east) };
}

function positionOf(lat: number, lng: number, north: string, east: string): PhotoFacts['position'] {
  const isPlace = lat <= 90 && lng <= 180 && (lat !== 0 || lng !== 0);
  const signed = { lat: north === 'S' ? -lat : lat, lng: east === 'W' ? -lng : lng };
  return isPlace ? { lat: rounded(signed.lat), lng: rounded(signed.lng) } : null;
}

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Exif keeps the phone's wall time; without an offset beside it that is taken for Beijing's. */
function beijingTime(taken: string, offset: string): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d)/.exec(taken)?.slice(1).map(Number);
  if (parts === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  if (year < 2000 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return null;
  const zone = /^([+-])(\d\d):(\d\d)/.exec(offset);
  const minutes =
    zone === null ? BEIJING_MINUTES : (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
  const at = Date.UTC(year, month - 1, day, hour, minute) + (BEIJING_MINUTES - minutes) * 60_000;
  return new Date(at).toISOString().slice(0, 16);
}
