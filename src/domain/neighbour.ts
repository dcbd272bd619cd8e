import { toMs, type Instant } from './instant.ts';

/** How a neighbour's bulletins come: we ask its feed, or it posts signed documents to us. */
export type SourceKind = 'poll' | 'post';
export type SourceState = 'active' | 'paused';

/** 来源: one neighbour whose bulletins we relay, as anyone may see it. Never an address with a secret in it. */
export interface SourceStatus {
  name: string;
  kind: SourceKind;
  state: SourceState;
  /** Host of the feed; null for a neighbour that posts. */
  host: string | null;
  createdAt: Instant;
  /** The last time it answered or posted something readable; null: never yet. */
  lastOkAt: Instant | null;
  /** How often we ask. */
  intervalSeconds: number;
  /** Failures in a row; 0 when the last try went well. */
  failures: number;
  /** A word of problem.ts or a fetch failure's; null when the last try went well. */
  lastProblem: string | null;
  /** Documents taken over, known already, refused (with a mistake), and left alone (elsewhere, ended). */
  accepted: number;
  repeated: number;
  refused: number;
  ignored: number;
  /** Of the documents that came, how many carried an XML signature. We record signatures; we do not verify them. */
  signed: number;
}

/** A feed that was silent for so many of its own intervals is shown as lost, not as calm. */
const SILENT_INTERVALS = 10;

/** Whether a polled feed has not been read for so long that its calm proves nothing. A poster may have nothing to say. */
export function isSilent(
  source: Pick<SourceStatus, 'kind' | 'state' | 'lastOkAt' | 'createdAt' | 'intervalSeconds'>,
  now: Instant,
): boolean {
  if (source.kind === 'post' || source.state === 'paused') return false;
  const since = toMs(now) - toMs(source.lastOkAt ?? source.createdAt);
  return since > source.intervalSeconds * 1000 * SILENT_INTERVALS;
}

/** A neighbour's feed may be asked no more often; a warning is then at most this late by our doing. */
export const MIN_POLL_SECONDS = 30;
export const MAX_POLL_SECONDS = 3600;
/** However often it failed, it is asked again after at most this. */
export const MAX_BACKOFF_SECONDS = 1800;

/**
 * Seconds until the next try after `failures` failures in a row: the interval doubled each time, up to half an hour.
 * `askedSeconds` is the neighbour's own Retry-After and counts when it is longer.
 */
export function pollDelaySeconds(
  intervalSeconds: number,
  failures: number,
  askedSeconds: number | null,
): number {
  const backedOff = Math.min(
    intervalSeconds * 2 ** Math.min(failures, 10),
    Math.max(MAX_BACKOFF_SECONDS, intervalSeconds),
  );
  return Math.max(backedOff, Math.min(askedSeconds ?? 0, MAX_POLL_SECONDS));
}
