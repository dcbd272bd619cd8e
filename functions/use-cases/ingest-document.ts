import { splitBulletins } from '../../src/domain/bulletin-split.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import type { Accepted, AlertDeps } from './alert-deps.ts';
import { ingestCap } from './ingest-cap.ts';
import { ingestText } from './ingest-text.ts';

/** One result for each bulletin of a document: a CAP file holds one, a pasted text may hold several. */
export async function ingestDocument(
  deps: AlertDeps,
  bytes: Uint8Array,
): Promise<readonly Result<Accepted>[]> {
  const text = decode(bytes);
  if (text === null) return [failed('text-invalid')];
  if (looksLikeXml(text)) return [await ingestCap(deps, bytes, text)];
  const results: Result<Accepted>[] = [];
  // In order: a later bulletin of the same paste may update an earlier one.
  for (const bulletin of splitBulletins(text, deps)) results.push(await ingestText(deps, bulletin));
  return results.length > 0 ? results : [failed('bulletin-unreadable')];
}

/** UTF-8, else GB 18030, as many a county's files are. Null when it is neither, or holds NUL. */
function decode(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0') || looksLikeXml(text)) return text;
    } catch {
      continue; // not this encoding
    }
  }
  // UTF-16 XML is for the CAP reader, which goes by the declaration.
  return bytes[0] === 0xff || bytes[0] === 0xfe ? new TextDecoder('utf-16').decode(bytes) : null;
}

function looksLikeXml(text: string): boolean {
  return /^\s*</.test(text);
}
