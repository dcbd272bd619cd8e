import type { IncomingMessage, ServerResponse } from 'node:http';
import { codingFor, isKnown, type Coding } from './compression.ts';
import { freshnessRule, heldKey, type HeldAnswer } from './held-answer.ts';
import type { PageCache } from './page-cache.ts';

/** Header lines as node writes them without looking again: name, value, name, value … */
type Lines = string[];

/** What one held answer looks like on the wire during one second of the clock. */
interface Ready {
  second: number;
  known: Lines;
  plain: Lines;
  br: Lines;
  gzip: Lines;
}

/** Browsers send a handful of different ones; the rest is worked out each time. */
const MOST_CODINGS = 50;
/** Of addresses as they come; a flood of odd ones starts the list anew. */
const MOST_ADDRESSES = 2000;

/**
 * The short way for what is held in memory: bytes to the socket, without a Request, a Response or a route. Says
 * whether it answered; whatever is not exactly a fresh held answer goes the long way, which gives the same headers
 * (a test compares). A crowd in the first minute of a warning is served by this.
 */
export function createFastAnswers(
  pages: PageCache,
  now: () => number,
): (incoming: IncomingMessage, outgoing: ServerResponse) => boolean {
  const ready = new WeakMap<HeldAnswer, Ready>();
  const codings = new Map<string, Coding | null>();
  const keys = new Map<string, string | null>();

  const readyAt = (held: HeldAnswer, at: number): Ready => {
    const second = Math.floor(at / 1000);
    const before = ready.get(held);
    if (before?.second === second) return before;
    const made = readyLines(held, at, second);
    ready.set(held, made);
    return made;
  };

  const keyOf = (url: string): string | null => {
    const before = keys.get(url);
    if (before !== undefined) return before;
    if (keys.size >= MOST_ADDRESSES) keys.clear();
    const key = url.length > 300 ? null : keyOfAddress(url);
    keys.set(url, key);
    return key;
  };

  const codingOf = (header: string | undefined, held: HeldAnswer): Coding | null => {
    if (header === undefined || held.body.br === null) return codingFor(header, held.body);
    const before = codings.get(header);
    if (before !== undefined) return before;
    if (codings.size >= MOST_CODINGS) codings.clear();
    const coding = codingFor(header, held.body);
    codings.set(header, coding);
    return coding;
  };

  return (incoming, outgoing) => {
    const { method, headers } = incoming;
    if (method !== 'GET' && method !== 'HEAD') return false;
    const key = keyOf(incoming.url ?? '');
    if (key === null) return false;
    const at = now();
    const held = pages.held(key, at);
    if (held === null || !isPlain(incoming)) return false;
    const lines = readyAt(held, at);
    if (isKnown(headers['if-none-match'], held.etag)) {
      outgoing.writeHead(304, lines.known).end();
      return true;
    }
    const coding = codingOf(headers['accept-encoding'] as string | undefined, held);
    outgoing.writeHead(200, lines[coding ?? 'plain']);
    if (method === 'HEAD') outgoing.end();
    else outgoing.end(held.body[coding ?? 'plain']);
    return true;
  };
}

/** Over TLS the long way adds a header; a body with a GET must be read by somebody; an odd Host is refused there. */
function isPlain({ socket, headers }: IncomingMessage): boolean {
  return (
    !('encrypted' in socket) &&
    headers['content-length'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    /^[\w.:[\]-]*$/.test(headers.host ?? '')
  );
}

/** Only addresses written plainly: one that must be decoded first goes the long way. */
function keyOfAddress(url: string): string | null {
  if (!url.startsWith('/') || /[%\\]|\/\//.test(url)) return null;
  const at = url.indexOf('?');
  return at === -1
    ? heldKey(url, new URLSearchParams())
    : heldKey(url.slice(0, at), new URLSearchParams(url.slice(at)));
}

function readyLines(held: HeldAnswer, at: number, second: number): Ready {
  const common: Lines = held.headers.flatMap(([name, value]) => [name, value]);
  common.push('etag', held.etag, 'cache-control', freshnessRule(held, at), 'vary', 'accept-encoding');
  const whole = (bytes: Uint8Array, coding: Coding | null): Lines => [
    ...common,
    ...(coding === null ? [] : ['content-encoding', coding]),
    'content-length',
    String(bytes.byteLength),
  ];
  const { plain, br, gzip } = held.body;
  return {
    second,
    known: common,
    plain: whole(plain, null),
    br: whole(br ?? plain, br === null ? null : 'br'),
    gzip: whole(gzip ?? plain, gzip === null ? null : 'gzip'),
  };
}
