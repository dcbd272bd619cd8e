const RIFF = 0x46464952;
const WAVE = 0x45564157;
const DATA = 0x61746164;
const HEAD_BYTES = 12;

/**
 * A sound file as it may be served, or null when the bytes are none. A program that writes to a pipe cannot know the
 * length it writes at the beginning; players then show hours, so the true lengths are put in.
 */
export function waveFile(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes.byteLength <= HEAD_BYTES) return null;
  const file = new Uint8Array(bytes);
  const view = new DataView(file.buffer);
  if (view.getUint32(0, true) !== RIFF || view.getUint32(8, true) !== WAVE) return null;
  view.setUint32(4, file.byteLength - 8, true);
  for (let at = HEAD_BYTES; at + 8 <= file.byteLength;) {
    const size = view.getUint32(at + 4, true);
    if (view.getUint32(at, true) !== DATA) {
      at += 8 + size + (size % 2);
      continue;
    }
    const rest = file.byteLength - at - 8;
    if (rest === 0) return null;
    if (size === 0 || size > rest) view.setUint32(at + 4, rest, true);
    return file;
  }
  return null;
}
