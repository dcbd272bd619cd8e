import { normaliseAdcode } from '../../src/domain/region.ts';
import type { CompressedBody } from './compression.ts';

/** One answer, finished but for how long it may be kept: that depends on the moment it is given. */
export interface HeldAnswer {
  status: number;
  headers: readonly (readonly [string, string])[];
  body: CompressedBody;
  etag: string;
  /** Epoch ms: from here on it is rendered anew. */
  goodUntil: number;
  /** Epoch ms of the next expiry of a bulletin; null when none is ahead. */
  changesAt: number | null;
  /** False while the database is away: then nobody else may keep what is told from memory. */
  isConfirmed: boolean;
}

/**
 * A browser or a proxy in front may give a copy again for so long. Together with our own seconds nobody sees anything
 * older than five seconds; within it a crowd behind one proxy still costs one request.
 */
const MAX_AGE_SECONDS = 2;
/**
 * And while we do not answer at all (a restart, an upgrade) for so long more, but never past the moment the first
 * bulletin on it ends. Longer would keep saying 没有生效的预警 of a server that may have come back with one.
 */
const STALE_IF_ERROR_SECONDS = 60;

/** Cache-Control for an answer given at `now`, in epoch ms; the same all through a second of the clock, rounded to be short. */
export function freshnessRule(
  held: Pick<HeldAnswer, 'goodUntil' | 'changesAt' | 'isConfirmed'>,
  now: number,
): string {
  if (!held.isConfirmed) return 'no-cache';
  const secondEndsAt = Math.floor(now / 1000) * 1000 + 1000;
  const seconds = (until: number): number => Math.max(0, Math.floor((until - secondEndsAt) / 1000));
  const fresh = Math.min(MAX_AGE_SECONDS, seconds(held.goodUntil));
  const untilChange = held.changesAt === null ? Number.POSITIVE_INFINITY : seconds(held.changesAt);
  const stale = Math.min(STALE_IF_ERROR_SECONDS, untilChange - fresh);
  return `public, max-age=${fresh}${stale > 0 ? `, stale-if-error=${stale}` : ''}`;
}

/** Pages that show the same to everyone; none reads its query but the archive of alerts. */
const PAGES =
  /^\/(?:$|alerts\/(?:.*\/)?$|now\/.*\/$|screen\/(?:.*\/)?$|shelters\/(?:.*\/)?$|openness\/$|api\/$)/;
const READS_QUERY = '/alerts/';
/**
 * The same for machines: documents, feeds and lists of bulletins. Whatever of it reads a query is not held with one,
 * except `region` of the list below. Drills and notices change at moments of their own and are made each time.
 */
const DOCUMENTS =
  /^\/(?:alerts\/[^/]+|feeds\/alerts(?:\.json|\/[^/]+)|now\/[^/]+\/[^/]+|api\/alerts|api\/alerts\/(?!stream$)[^/]+|api\/openness\.json|api\/openapi\.json)$/;
const LISTS_A_REGION = '/api/alerts';

/**
 * Under which name an answer may be held, or null when it must be made each time. Links shared in chats bring queries
 * of their own (`?from=…`): they are the same page and must not fill the memory with copies of it.
 */
export function heldKey(path: string, query: URLSearchParams): string | null {
  if (PAGES.test(path)) return query.size > 0 && path === READS_QUERY ? null : path;
  if (!DOCUMENTS.test(path)) return null;
  if (path !== LISTS_A_REGION) return query.size === 0 ? path : null;
  const asked = query.get('region') ?? '';
  const region = asked === '' ? '' : normaliseAdcode(asked);
  if (region === null) return null;
  return region === '' ? path : `${path}?region=${region}`;
}
