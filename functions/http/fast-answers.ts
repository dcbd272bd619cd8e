import type { IncomingMessage, ServerResponse } from 'node:http';
import { codingFor, etagIn, isKnown, type Coding } from './compression.ts';
import { freshnessRule, heldKey, type HeldAnswer } from './held-answer.ts';
import type { PageCache } from './page-cache.ts';

/** So much of a request as decides what a held answer looks like; header values as they came. */
export interface Wanted {
  method: string;
  /** Path and query, undecoded. */
  url: string;
  host: string | undefined;
  acceptEncoding: string | undefined;
  ifNoneMatch: string | undefined;
}

/** One way a held answer can look during one second of the clock. */
export interface FastAnswer {
  status: 200 | 304;
  /** Header lines as node writes them without looking again: name, value, name, value … */
  lines: string[];
  /** Null for 304. */
  body: Uint8Array | null;
}

interface Forms {
  second: number;
  whole: Map<Coding | null, FastAnswer>;
  known: Map<Coding | null, FastAnswer>;
}

export type FastAnswers = (wanted: Wanted) => FastAnswer | null;

/** Browsers send a handful of different ones; the rest is worked out each time. */
const MOST_CODINGS = 50;
/** Of addresses as they come; a flood of odd ones starts the list anew. */
const MOST_ADDRESSES = 2000;
const LONGEST_ADDRESS = 300;

/**
 * The short way for what is held in memory, without a Request, a Response or a route. Null for whatever is not exactly
 * a fresh held answer: that goes the long way, which gives the same headers (a test compares). A crowd in the first
 * minute of a warning is served by this.
 */
export function createFastAnswers(pages: PageCache, now: () => number): FastAnswers {
  const made = new WeakMap<HeldAnswer, Forms>();
  const codings = new Map<string, Coding | null>();
  const keys = new Map<string, string | null>();

  const keyOf = (url: string): string | null => {
    const before = keys.get(url);
    if (before !== undefined) return before;
    if (keys.size >= MOST_ADDRESSES) keys.clear();
    const key = url.length > LONGEST_ADDRESS ? null : keyOfAddress(url);
    keys.set(url, key);
    return key;
  };

  const codingOf = (header: string | undefined, { body }: HeldAnswer): Coding | null => {
    if (header === undefined || body.br === null) return codingFor(header, body);
    const before = codings.get(header);
    if (before !== undefined) return before;
    if (codings.size >= MOST_CODINGS) codings.clear();
    const coding = codingFor(header, body);
    codings.set(header, coding);
    return coding;
  };

  return ({ method, url, host, acceptEncoding, ifNoneMatch }) => {
    if (method !== 'GET' && method !== 'HEAD') return null;
    const key = keyOf(url);
    if (key === null || !isPlainHost(host)) return null;
    const at = now();
    const held = pages.held(key, at);
    if (held === null) return null;
    const second = Math.floor(at / 1000);
    let forms = made.get(held);
    if (forms?.second !== second) {
      forms = { second, whole: new Map(), known: new Map() };
      made.set(held, forms);
    }
    const coding = codingOf(acceptEncoding, held);
    const has = ifNoneMatch !== undefined && isKnown(ifNoneMatch, held.etag);
    const kept = has ? forms.known : forms.whole;
    const before = kept.get(coding);
    if (before !== undefined) return before;
    const form = has ? knownForm(held, at, coding) : wholeForm(held, at, coding);
    kept.set(coding, form);
    return form;
  };
}

/** The same from node's own request, for connections that http keeps. Says whether it answered. */
export function answerFast(
  answers: FastAnswers,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): boolean {
  const { headers, method = '', url = '' } = incoming;
  // Over TLS the long way adds a header; a body with a GET must be read by somebody.
  if ('encrypted' in incoming.socket || headers['content-length'] !== undefined) return false;
  if (headers['transfer-encoding'] !== undefined) return false;
  const found = answers({
    method,
    url,
    host: headers.host,
    acceptEncoding: headers['accept-encoding'] as string | undefined,
    ifNoneMatch: headers['if-none-match'],
  });
  if (found === null) return false;
  outgoing.writeHead(found.status, found.lines);
  if (found.body === null || method === 'HEAD') outgoing.end();
  else outgoing.end(found.body);
  return true;
}

/** What no address bar sends is refused on the long way. */
const isPlainHost = (host: string | undefined): boolean => host !== undefined && /^[\w.:[\]-]+$/.test(host);

/** Only addresses written plainly: one that must be decoded first goes the long way. */
function keyOfAddress(url: string): string | null {
  if (!url.startsWith('/') || /[%\\#]|\/\//.test(url)) return null;
  const at = url.indexOf('?');
  return at === -1
    ? heldKey(url, new URLSearchParams())
    : heldKey(url.slice(0, at), new URLSearchParams(url.slice(at)));
}

function commonLines(held: HeldAnswer, at: number, coding: Coding | null): string[] {
  const own = held.headers.flatMap(([name, value]) => [name, value]);
  const rule = freshnessRule(held, at);
  return [...own, 'etag', etagIn(held.etag, coding), 'cache-control', rule, 'vary', 'accept-encoding'];
}

const knownForm = (held: HeldAnswer, at: number, coding: Coding | null): FastAnswer => ({
  status: 304,
  lines: commonLines(held, at, coding),
  body: null,
});

function wholeForm(held: HeldAnswer, at: number, coding: Coding | null): FastAnswer {
  const body = (coding === null ? null : held.body[coding]) ?? held.body.plain;
  const lines = commonLines(held, at, coding);
  if (coding !== null) lines.push('content-encoding', coding);
  lines.push('content-length', String(body.byteLength));
  return { status: 200, lines, body };
}
