import type { DeskReading } from '../../src/domain/alert-desk.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { decodeDocument } from '../../src/feeds/cap-decode.ts';
import { isOwnWords } from './compose-draft.ts';
import type { DeskDeps } from './desk-deps.ts';
import { decodeText, looksLikeXml } from './ingest-document.ts';
import { piecesOf, readRelay } from './read-relay.ts';

/** What a pasted text or a dropped file says, in the form's fields. Stores nothing. */
export async function readForDesk(deps: DeskDeps, given: string | Uint8Array): Promise<Result<DeskReading>> {
  const document = typeof given === 'string' ? given : decoded(given);
  if (document === null) return failed('text-invalid', 'document');
  const pieces = piecesOf(deps.alerts, document);
  const [first] = pieces;
  if (first === undefined) return failed('bulletin-unreadable', 'document');
  const read = await readRelay(deps.alerts, first, {}, deps.alerts.now());
  if (!read.ok) return read;
  const { relay, form, isDrill } = read.value;
  return ok({
    documentKind: relay.documentKind,
    isRelay: !isDrill && !isOwnWords(deps, read.value),
    isMeteorological: relay.isMeteorological,
    isDrill,
    form,
    unread: relay.unread,
    notices: relay.notices,
    bulletinsInAll: pieces.length,
    document,
  });
}

function decoded(bytes: Uint8Array): string | null {
  return looksLikeXml(bytes) ? decodeDocument(bytes).text : decodeText(bytes);
}
