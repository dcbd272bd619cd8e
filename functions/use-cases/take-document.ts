import { toMs, type Instant } from '../../src/domain/instant.ts';
import type { CapMessage } from '../../src/domain/cap-message.ts';
import { decodeDocument } from '../../src/feeds/cap-decode.ts';
import { readCap } from '../../src/feeds/cap-read.ts';
import type { ItemOutcome, NeighbourSource, SourceStore } from '../store/source-contract.ts';
import type { AlertDeps } from './alert-deps.ts';
import { ingestCap } from './ingest-cap.ts';

export interface TakeDeps {
  sources: SourceStore;
  alerts: AlertDeps;
  digest(content: Uint8Array | string): string;
  now(): Instant;
}

/** Refusals that are no mistake of anybody's: the neighbour's bulletin is simply not for here, or no live warning. */
export const ELSEWHERE: readonly string[] = [
  'region-not-served',
  'status-not-actual',
  'scope-not-public',
  'message-not-alert',
  'bulletin-outdated',
  'original-unknown',
  'alert-already-cancelled',
];

/**
 * Takes one CAP document a neighbour offers, once, and counts what became of it. `unreadable` is no CAP at all.
 * Our own messages coming back through a neighbour, and bulletins over before they reached us, are left alone.
 */
export async function takeDocument(
  deps: TakeDeps,
  source: NeighbourSource,
  document: Uint8Array | string,
): Promise<ItemOutcome | 'unreadable'> {
  const itemHash = deps.digest(document);
  if ((await deps.sources.listSeen(source.id, [itemHash])).has(itemHash)) return 'repeated';
  const reading = readCap(document);
  const note = async (outcome: ItemOutcome, alertId: string | null = null): Promise<ItemOutcome> => {
    const isSigned = reading.message?.hasSignature ?? false;
    await deps.sources.recordItem(source.id, { itemHash, outcome, alertId, isSigned }, deps.now());
    return outcome;
  };
  if (reading.message === null) {
    await note('refused');
    return 'unreadable';
  }
  if (reading.message.sender === deps.alerts.sender || isOver(reading.message, deps.now()))
    return note('ignored');
  const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
  const text = typeof document === 'string' ? document : (decodeDocument(document).text ?? '');
  const result = await ingestCap(deps.alerts, bytes, text);
  if (!result.ok) return note(ELSEWHERE.includes(result.problem.word) ? 'ignored' : 'refused');
  return note(result.value.outcome === 'already-there' ? 'repeated' : 'accepted', result.value.alertId);
}

/** A first bulletin all of whose parts are over: a feed may list years of them. An all-clear always concerns us. */
function isOver(message: CapMessage, now: Instant): boolean {
  if (message.msgType !== 'Alert' || message.infos.length === 0) return false;
  return message.infos.every((info) => info.expires !== null && toMs(info.expires.at) <= toMs(now));
}
