import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Problem, type Result } from '../../src/domain/problem.ts';
import { decodeDocument } from '../../src/feeds/cap-decode.ts';
import { readCap } from '../../src/feeds/cap-read.ts';
import type { NeighbourSource, SourceStore } from '../store/source-contract.ts';
import type { AlertDeps, Notice } from './alert-deps.ts';
import { ingestCap } from './ingest-cap.ts';
import { capOfPost } from './post-body.ts';
import { ELSEWHERE } from './take-document.ts';

export interface ReceivePostDeps {
  sources: SourceStore;
  alerts: AlertDeps;
  /** Who sent it is known only after this: the id of the message, or why it is not the neighbour's. */
  verify(
    headers: Headers,
    body: Uint8Array,
    secrets: readonly string[],
    now: Instant,
  ): { id: string } | 'signature-missing' | 'signature-expired' | 'signature-wrong';
  /** Those that open now: after a rotation the old one for a day. */
  secretsOf(source: NeighbourSource, now: Instant): readonly string[];
  /** SHA-256 as hex. */
  digest(content: Uint8Array | string): string;
  now(): Instant;
}

/** What a neighbour posted. `from` names it and is no secret; the signature proves it. */
export interface Post {
  from: string;
  headers: Headers;
  body: Uint8Array;
}

export interface Received {
  /** `test-received`: signed rightly, and said to be a test. Nothing was published. */
  outcome: 'published' | 'already-there' | 'test-received';
  alertId: string | null;
  revision: number | null;
  notices: readonly Notice[];
}

/**
 * Takes a signed CAP document of a neighbour and relays it verbatim. The same message twice is one: by its id, by its
 * bytes and by CAP's own key; ours coming back is left alone. Every refusal is counted for its source.
 */
export async function receivePost(deps: ReceivePostDeps, post: Post): Promise<Result<Received>> {
  const source = (await deps.sources.listSources()).find(
    ({ id, kind }) => kind === 'post' && id === post.from,
  );
  // A stranger learns nothing of whom we know.
  if (source === undefined) return failed('signature-wrong');
  const now = deps.now();
  const verified = deps.verify(post.headers, post.body, deps.secretsOf(source, now), now);
  if (typeof verified === 'string') return refuse(deps, source, { word: verified });
  if (source.state === 'paused') return refuse(deps, source, { word: 'source-paused' });
  const idHash = deps.digest(`post ${verified.id}`);
  const itemHash = `${idHash}:${deps.digest(post.body)}`;
  const known = await deps.sources.findItem(source.id, idHash);
  if (known !== null && known.itemHash !== itemHash)
    return refuse(deps, source, { word: 'idempotency-key-reused', path: 'webhook-id' });
  if (known !== null) {
    await deps.sources.count(source.id, 'repeated', null, now);
    return ok({ outcome: 'already-there', alertId: known.alertId, revision: null, notices: [] });
  }
  const content = capOfPost(post.headers, post.body);
  if (!content.ok) return refuse(deps, source, content.problem);
  if (content.value === 'test') {
    await deps.sources.count(source.id, 'ignored', null, now);
    return ok({ outcome: 'test-received', alertId: null, revision: null, notices: [] });
  }
  return take(deps, source, content.value, itemHash);
}

async function take(
  deps: ReceivePostDeps,
  source: NeighbourSource,
  document: Uint8Array,
  itemHash: string,
): Promise<Result<Received>> {
  const now = deps.now();
  const message = readCap(document).message;
  const isSigned = message?.hasSignature ?? false;
  const note = (outcome: 'accepted' | 'repeated', alertId: string | null) =>
    deps.sources.recordItem(source.id, { itemHash, outcome, alertId, isSigned }, now);
  if (message?.sender === deps.alerts.sender) {
    await note('repeated', null);
    return ok({ outcome: 'already-there', alertId: null, revision: null, notices: [] });
  }
  const result = await ingestCap(deps.alerts, document, decodeDocument(document).text ?? '');
  if (!result.ok) return refuse(deps, source, result.problem);
  const { outcome, alertId, revision, notices } = result.value;
  const isNew = outcome === 'published';
  await note(isNew ? 'accepted' : 'repeated', alertId);
  await deps.sources.recordTry(source.id, { at: now, nextAt: now, problem: null });
  return ok({ outcome: isNew ? 'published' : 'already-there', alertId, revision, notices });
}

/** Counted and answered. What is for elsewhere is no mistake of the neighbour's and leaves no mark on its state. */
async function refuse(
  deps: ReceivePostDeps,
  source: NeighbourSource,
  problem: Problem,
): Promise<Result<never>> {
  const isElsewhere = ELSEWHERE.includes(problem.word);
  await deps.sources.count(
    source.id,
    isElsewhere ? 'ignored' : 'refused',
    isElsewhere ? null : problem.word,
    deps.now(),
  );
  return { ok: false, problem };
}
