import { Agent } from 'undici';
import { toMs, type Instant } from '../../src/domain/instant.ts';
import { checkWebhookUrl, outletLookup } from './outlet-address.ts';
import type { HandOver, Outlet, OutletResult } from './outlet-contract.ts';
import { retryAfterSeconds } from './origin-pace.ts';
import { ADDRESS_PRIVATE, type Resolve } from './public-lookup.ts';
import { signedHeaders } from './signature.ts';

export interface WebhookOptions {
  url: string;
  /** `whsec_…`, shared with the receiver. */
  secret: string;
  /** The receiver lies on the bureau's own network. */
  isInternal: boolean;
  now: () => Instant;
  /** From the first byte out to the last byte in: a receiver that drips bytes is cut off too. */
  timeoutMs?: number;
  /** A certificate a test's own receiver is signed with. */
  extraCa?: string;
  resolve?: Resolve;
}

const TIMEOUT_MS = 15_000;
/** An answer says all in its status; what a receiver pours out beyond this is not read. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** One signed POST of JSON. For gateways of text messages, 公众号 and broadcast front-ends. */
export function webhookOutlet(options: WebhookOptions): Outlet {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const agent = new Agent({
    connections: 4,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: {
      timeout: timeoutMs,
      lookup: outletLookup(options.isInternal, options.resolve),
      ...(options.extraCa === undefined ? {} : { ca: options.extraCa }),
    },
  });

  async function handOver(message: HandOver): Promise<OutletResult> {
    const url = checkWebhookUrl(options.url, options.isInternal);
    if (typeof url === 'string') return { outcome: 'refused', trouble: url };
    const body = webhookBody(message);
    try {
      const answer = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'anlan',
          'idempotency-key': message.key,
          ...signedHeaders(options.secret, message.key, body, options.now()),
        },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body.dump({ limit: MAX_ANSWER_BYTES }).catch(() => undefined);
      const asked = answer.headers['retry-after'];
      return judge(answer.statusCode, Array.isArray(asked) ? asked[0] : asked, toMs(options.now()));
    } catch (error) {
      if (codeOf(error) === ADDRESS_PRIVATE) return { outcome: 'refused', trouble: 'address-private' };
      return { outcome: 'later', trouble: 'no-answer', seconds: null };
    }
  }

  return { handOver, close: () => agent.destroy() };
}

/** `type` alone tells a drill and a test from a warning, before anything else is read. */
export function webhookBody(message: HandOver): string {
  const { key: _key, done: _done, ...data } = message;
  const type = message.kind === 'test' ? 'test' : `${message.kind}.${message.action}`;
  return JSON.stringify({ type, timestamp: message.sentAt, data });
}

/** Whatever is no success and no "later" waits for a person: a wrong secret or path does not mend itself. */
function judge(status: number, retryAfter: string | undefined, nowMs: number): OutletResult {
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  if (status >= 500 || status === 429 || status === 408 || status === 425)
    return { outcome: 'later', trouble: 'receiver-busy', seconds: retryAfterSeconds(retryAfter, nowMs) };
  if (status === 401 || status === 403) return { outcome: 'refused', trouble: 'credentials-refused' };
  const isRedirect = status >= 300 && status < 400;
  return { outcome: 'refused', trouble: isRedirect ? 'redirected' : 'receiver-refused' };
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
