import { addMs, SECOND_MS, type Instant } from '../../src/domain/instant.ts';
import { pollDelaySeconds } from '../../src/domain/neighbour.ts';
import { readFeedEnvelope, type EnvelopeEntry } from '../../src/feeds/cap-envelope.ts';
import type { DocumentFetcher, Fetched } from '../channels/fetch-contract.ts';
import type { NeighbourSource, SourceStore } from '../store/source-contract.ts';
import type { AlertDeps } from './alert-deps.ts';
import { takeDocument } from './take-document.ts';

export interface PollDeps {
  sources: SourceStore;
  alerts: AlertDeps;
  fetcher: DocumentFetcher;
  /** SHA-256 as hex. */
  digest(content: Uint8Array | string): string;
  now(): Instant;
}

const MAX_FEED_BYTES = 10 * 1024 * 1024;
const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;
/** Linked documents asked for in one visit; the rest follow in the next, and the feed is then read again. */
const MAX_LINKED = 50;

export interface PollResult {
  problem: string | null;
  taken: number;
}

/**
 * Asks one neighbour's feed and takes what is new: a CAP document, or an Atom, RSS or EDXL list of documents embedded
 * or linked. Nothing is taken twice, and a failure is noted with the time of the next try.
 */
export async function pollSource(deps: PollDeps, source: NeighbourSource): Promise<PollResult> {
  const fetched = await deps.fetcher.fetchDocument({
    url: source.url ?? '',
    maxBytes: MAX_FEED_BYTES,
    etag: source.etag,
    lastModified: source.lastModified,
    isInternal: source.isInternal,
  });
  if (fetched.outcome !== 'document') {
    const problem = problemOf(fetched);
    const asked = fetched.outcome === 'failed' ? fetched.retryAfterSeconds : null;
    await noteTry(deps, source, problem, asked);
    return { problem, taken: 0 };
  }
  const { taken, problem, isWhole } = await takeFeed(deps, source, fetched);
  await noteTry(deps, source, problem, null, isWhole && problem === null ? fetched : undefined);
  return { problem, taken };
}

async function takeFeed(
  deps: PollDeps,
  source: NeighbourSource,
  feed: Extract<Fetched, { outcome: 'document' }>,
): Promise<{ taken: number; problem: string | null; isWhole: boolean }> {
  const envelope = readFeedEnvelope(feed.bytes);
  if (envelope.kind === null) {
    const outcome = await takeDocument(deps, source, feed.bytes);
    return {
      taken: outcome === 'accepted' ? 1 : 0,
      problem: outcome === 'unreadable' ? 'feed-unreadable' : null,
      isWhole: true,
    };
  }
  let taken = 0;
  let problem: string | null = null;
  const entries = oldestFirst(envelope.entries);
  for (const { document } of entries)
    if (document !== null && (await takeDocument(deps, source, document)) === 'accepted') taken += 1;

  const linked = await unseenLinks(deps, source, entries, feed.url);
  for (const { url, itemHash } of linked.slice(0, MAX_LINKED)) {
    const fetched = await deps.fetcher.fetchDocument({
      url,
      maxBytes: MAX_DOCUMENT_BYTES,
      isInternal: source.isInternal,
    });
    if (fetched.outcome !== 'document') {
      // Not noted as seen: it is asked for again at the next visit.
      problem = problemOf(fetched);
      continue;
    }
    const outcome = await takeDocument(deps, source, fetched.bytes);
    if (outcome === 'accepted') taken += 1;
    // Judged by its content already; the link is remembered so that it is not fetched again.
    await deps.sources.recordItem(
      source.id,
      { itemHash, outcome: 'repeated', alertId: null, isSigned: false },
      deps.now(),
    );
  }
  return { taken, problem, isWhole: linked.length <= MAX_LINKED };
}

/** An update after what it updates, as far as the feed gives times. */
function oldestFirst(entries: readonly EnvelopeEntry[]): EnvelopeEntry[] {
  const at = ({ updated }: EnvelopeEntry): number => Date.parse(updated ?? '') || 0;
  return entries.toSorted((a, b) => at(a) - at(b));
}

async function unseenLinks(
  deps: PollDeps,
  source: NeighbourSource,
  entries: readonly EnvelopeEntry[],
  base: string,
): Promise<{ url: string; itemHash: string }[]> {
  const links = new Map<string, string>();
  for (const { link, document, updated } of entries)
    if (document === null && link !== null && URL.canParse(link, base)) {
      const { href } = new URL(link, base);
      // The same address with a new time holds a new document.
      links.set(deps.digest(`link ${href} ${updated ?? ''}`), href);
    }
  const seen = await deps.sources.listSeen(source.id, [...links.keys()]);
  return [...links].filter(([hash]) => !seen.has(hash)).map(([itemHash, url]) => ({ url, itemHash }));
}

function problemOf(fetched: Fetched): string | null {
  if (fetched.outcome !== 'failed') return null;
  return fetched.status === null ? fetched.reason : `${fetched.reason}-${fetched.status}`;
}

async function noteTry(
  deps: PollDeps,
  source: NeighbourSource,
  problem: string | null,
  askedSeconds: number | null,
  validators?: { etag: string | null; lastModified: string | null },
): Promise<void> {
  const at = deps.now();
  const failures = problem === null ? 0 : source.failures + 1;
  const seconds = pollDelaySeconds(source.intervalSeconds, failures, askedSeconds);
  await deps.sources.recordTry(source.id, {
    at,
    nextAt: addMs(at, seconds * SECOND_MS),
    problem,
    ...(validators === undefined ? {} : { etag: validators.etag, lastModified: validators.lastModified }),
  });
}
