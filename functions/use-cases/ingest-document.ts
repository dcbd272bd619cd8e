import { splitBulletins } from '../../src/domain/bulletin-split.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import { decodeDocument } from '../../src/feeds/cap-decode.ts';
import type { Accepted, AlertDeps } from './alert-deps.ts';
import { ingestCap } from './ingest-cap.ts';
import { ingestText } from './ingest-text.ts';

/** One result for each bulletin of a document: a CAP file holds one, a pasted text may hold several. */
export async function ingestDocument(
  deps: AlertDeps,
  bytes: Uint8Array,
): Promise<readonly Result<Accepted>[]> {
  if (looksLikeXml(bytes)) {
    // The reader judges the bytes; what it cannot decode it refuses by name, so the text is then never stored.
    return [await ingestCap(deps, bytes, decodeDocument(bytes).text ?? '')];
  }
  const text = decodeText(bytes);
  if (text === null) return [failed('text-invalid')];
  const results: Result<Accepted>[] = [];
  // In order: a later bulletin of the same paste may update an earlier one.
  for (const bulletin of splitBulletins(text, deps)) results.push(await ingestText(deps, bulletin));
  return results.length > 0 ? results : [failed('bulletin-unreadable')];
}

/** UTF-8, else GB 18030, as many a county's files are; UTF-16 when the file says so. Null when none, or with NUL. */
export function decodeText(bytes: Uint8Array): string | null {
  const [a, b] = bytes;
  const encodings =
    a === 0xff && b === 0xfe ? ['utf-16le'] : a === 0xfe && b === 0xff ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes('\0') ? null : text;
    } catch {
      continue; // not this encoding
    }
  }
  return null;
}

/** By its first character, in any encoding: after a byte order mark, blanks and the NULs of UTF-16. */
export function looksLikeXml(bytes: Uint8Array): boolean {
  const skipped = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xff, 0xfe]);
  return bytes.subarray(0, 1024).find((byte) => !skipped.has(byte)) === 0x3c;
}
