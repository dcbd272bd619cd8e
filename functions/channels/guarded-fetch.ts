import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import type { DocumentFetcher, Fetched, FetchFailure, FetchWish } from './fetch-contract.ts';
import { retryAfterSeconds } from './origin-pace.ts';
import { ADDRESS_PRIVATE, isPublicAddress, publicLookup, type Resolve } from './public-lookup.ts';

export interface GuardedFetchOptions {
  now: () => number;
  /** From the first byte out to the last byte in: a server that drips bytes is cut off too. */
  timeoutMs?: number;
  /** A certificate a test's own server is signed with. */
  extraCa?: string;
  resolve?: Resolve;
  /** Names a test's own servers stand for; in a product none. */
  testHosts?: ReadonlySet<string>;
}

const TIMEOUT_MS = 20_000;
/** Enough for http → https and a moved file; more is a maze. */
const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Reads documents of others: http or https, only addresses of the open network (asked at each connection, so neither a
 * redirect nor DNS rebinding leads into the house), at most so many bytes even when they were compressed a
 * thousandfold. Sends no cookie, no credential and no referrer.
 */
export function guardedFetcher(options: GuardedFetchOptions): DocumentFetcher {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const agentFor = (isInternal: boolean): Agent =>
    new Agent({
      connections: 4,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      maxHeaderSize: 32 * 1024,
      connect: {
        timeout: timeoutMs,
        lookup: publicLookup((name) => isInternal || options.testHosts?.has(name) === true, options.resolve),
        ...(options.extraCa === undefined ? {} : { ca: options.extraCa }),
      },
    });
  const agents = { open: agentFor(false), internal: agentFor(true) };

  async function fetchDocument(wish: FetchWish): Promise<Fetched> {
    const agent = wish.isInternal ? agents.internal : agents.open;
    const signal = AbortSignal.timeout(timeoutMs);
    let url = wish.url;
    for (let hops = 0; ; hops += 1) {
      const target = allowed(url, wish.isInternal);
      if (typeof target === 'string') return failedWith(hops === 0 ? target : 'redirect-refused');
      try {
        const answer = await agent.request({
          origin: target.origin,
          path: target.pathname + target.search,
          method: 'GET',
          headers: requestHeaders(wish),
          signal,
        });
        const next = REDIRECTS.has(answer.statusCode) ? single(answer.headers['location']) : null;
        if (next !== null) {
          await answer.body.dump({ limit: 16 * 1024 }).catch(() => undefined);
          if (hops >= MAX_REDIRECTS || !URL.canParse(next, url))
            return failedWith('redirect-refused', answer);
          const followed = new URL(next, url);
          // What was asked for safely must not be answered in the clear.
          if (target.protocol === 'https:' && followed.protocol !== 'https:')
            return failedWith('redirect-refused', answer);
          url = followed.href;
          continue;
        }
        return await judge(answer, wish, url);
      } catch (error) {
        return failedWith(codeOf(error) === ADDRESS_PRIVATE ? 'address-private' : 'no-answer');
      }
    }
  }

  async function judge(answer: Dispatcher.ResponseData, wish: FetchWish, url: string): Promise<Fetched> {
    if (answer.statusCode === 304) {
      await answer.body.dump();
      return { outcome: 'unchanged' };
    }
    if (answer.statusCode !== 200) {
      await answer.body.dump({ limit: 16 * 1024 }).catch(() => undefined);
      return failedWith(
        'http-error',
        answer,
        retryAfterSeconds(single(answer.headers['retry-after']) ?? undefined, options.now()),
      );
    }
    const bytes = await readAll(answer, wish.maxBytes);
    if (typeof bytes === 'string') return failedWith(bytes, answer);
    return {
      outcome: 'document',
      bytes,
      etag: single(answer.headers['etag']),
      lastModified: single(answer.headers['last-modified']),
      url,
    };
  }

  return {
    fetchDocument,
    close: async () => {
      await agents.open.destroy();
      await agents.internal.destroy();
    },
  };
}

function requestHeaders(wish: FetchWish): Record<string, string> {
  return {
    accept:
      'application/cap+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1',
    'accept-encoding': 'gzip, br',
    'user-agent': 'anlan',
    ...(wish.etag ? { 'if-none-match': wish.etag } : {}),
    ...(wish.lastModified ? { 'if-modified-since': wish.lastModified } : {}),
  };
}

/** The address itself may be an address: those never ask a name server, so the lookup above would not see them. */
function allowed(text: string, isInternal: boolean): URL | FetchFailure {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return 'url-refused';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isAddress = /^[\d.]+$/.test(host) || host.includes(':');
  return isAddress && !isInternal && !isPublicAddress(host) ? 'address-private' : url;
}

/** The body, decompressed and counted as it comes: a bomb stops at the limit, not after it burst. */
async function readAll(
  answer: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<Uint8Array | FetchFailure> {
  const encoding = (single(answer.headers['content-encoding']) ?? 'identity').trim().toLowerCase();
  const opened = decompressor(encoding);
  if (opened === null) return 'answer-unreadable';
  const stream: Readable = opened === 'plain' ? answer.body : answer.body.pipe(opened);
  if (opened !== 'plain') answer.body.on('error', (error) => opened.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > maxBytes) return 'answer-too-large';
      chunks.push(chunk);
    }
  } catch (error) {
    return String(codeOf(error)).startsWith('Z_') || String(codeOf(error)).startsWith('ERR__ERROR_')
      ? 'answer-unreadable'
      : 'no-answer';
  } finally {
    stream.destroy();
    answer.body.destroy();
  }
  return Buffer.concat(chunks);
}

function decompressor(encoding: string) {
  if (encoding === 'identity' || encoding === '') return 'plain';
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  return encoding === 'br' ? createBrotliDecompress() : null;
}

function failedWith(
  reason: FetchFailure,
  answer: Pick<Dispatcher.ResponseData, 'statusCode'> | null = null,
  seconds: number | null = null,
): Fetched {
  return { outcome: 'failed', reason, status: answer?.statusCode ?? null, retryAfterSeconds: seconds };
}

const single = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null;

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
