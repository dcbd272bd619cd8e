import { Agent, type Dispatcher } from 'undici';
import { ADDRESS_PRIVATE, publicLookup, type Resolve } from './public-lookup.ts';

export interface TransportOptions {
  /** Throughput is connections divided by the round trip; a service sees at most this many at once. */
  connectionsPerOrigin: number;
  /** For connecting, and again from the last byte out to the first one in. */
  timeoutMs: number;
  /** Hosts of a test's own service, which may have a private address. */
  isExempt: (hostname: string) => boolean;
  /** A certificate a test's own push service is signed with. */
  extraCa?: string;
  /** How names become addresses; private ones are refused whoever answers. */
  resolve?: Resolve;
}

/** What came back: a status and how long to wait, or nothing. */
export type Answer =
  { status: number; retryAfter: string | undefined } | { status: null; isPrivate: boolean };

export interface PushTransport {
  /** `headers` are names and values in turn. Never throws, follows no redirect, keeps nothing of the answer's body. */
  post(url: URL, headers: string[], body: Buffer): Promise<Answer>;
  close(): Promise<void>;
}

/** An answer says all in its status; a service that pours out ten megabytes is cut off here. */
const MAX_ANSWER_BYTES = 16 * 1024;
const IDLE_MS = 30_000;

/**
 * HTTPS to push services on our own connections, which cannot be led into the house. undici's dispatch, HTTP/1.1 with
 * keep-alive: measured 84 µs of CPU a message where undici's request() takes 117, node:http2 124 and https 186.
 */
export function pushTransport(options: TransportOptions): PushTransport {
  const { timeoutMs } = options;
  const agent = new Agent({
    connections: options.connectionsPerOrigin,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: IDLE_MS,
    connect: {
      timeout: timeoutMs,
      lookup: publicLookup(options.isExempt, options.resolve),
      ...(options.extraCa === undefined ? {} : { ca: options.extraCa }),
    },
  });
  return {
    post: (url, headers, body) =>
      new Promise((resolve) => {
        const path = url.pathname + url.search;
        const request = { origin: url.origin, path, method: 'POST' as const, headers, body };
        agent.dispatch(request, new Exchange(resolve, timeoutMs));
      }),
    close: () => agent.close(),
  };
}

/** One answer. Resolved by its status; what follows is drained as long as it is short, so that the connection lives. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: Answer) => void;
  readonly #timeoutMs: number;
  #bytes = 0;
  #endsAtMs = 0;

  constructor(resolve: (answer: Answer) => void, timeoutMs: number) {
    this.#resolve = resolve;
    this.#timeoutMs = timeoutMs;
  }

  onRequestStart(): void {
    // undici asks for it; there is nothing to prepare.
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.#endsAtMs = performance.now() + this.#timeoutMs;
    const asked = headers['retry-after'];
    this.#resolve({ status, retryAfter: Array.isArray(asked) ? asked[0] : asked });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_ANSWER_BYTES || performance.now() > this.#endsAtMs)
      controller.abort(new Error('the answer is too long'));
  }

  onResponseEnd(): void {
    // Resolved by the status.
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#resolve({ status: null, isPrivate: 'code' in error && error.code === ADDRESS_PRIVATE });
  }
}
