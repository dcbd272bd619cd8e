import { createHash } from 'node:crypto';
import { Agent } from 'undici';
import webPush from 'web-push';
import { toMs, type Instant } from '../../src/domain/instant.ts';
import { checkEndpoint, type PushHostPolicy } from '../../src/domain/push-endpoint.ts';
import { MAX_PUSH_BYTES } from '../../src/domain/push-payload.ts';
import type { PushAddress } from '../../src/domain/subscription.ts';
import type { Topic } from '../../src/domain/topic.ts';
import type { Channel, ChannelMessage, SendResult } from './channel.ts';
import { isDrillMarkRight } from './drill-mark.ts';
import { originPace, retryAfterSeconds, type OriginPace } from './origin-pace.ts';
import { ADDRESS_PRIVATE, publicLookup, type Resolve } from './public-lookup.ts';
import { vapidAuthorization, type VapidKeys } from './vapid.ts';

export interface WebPushOptions {
  vapid: VapidKeys & { subject: string };
  policy: PushHostPolicy;
  now: () => Instant;
  /** Throughput is connections divided by the round trip; a service sees at most this many at once. */
  connectionsPerOrigin?: number;
  /** From the first byte out to the last byte in. */
  timeoutMs?: number;
  /** A certificate a test's own push service is signed with. */
  extraCa?: string;
  /** How names become addresses; private ones are refused whoever answers. */
  resolve?: Resolve;
}

const CONNECTIONS = 50;
const TIMEOUT_MS = 10_000;
/** An answer says all in its status; a service that pours out ten megabytes is cut off here. */
const MAX_ANSWER_BYTES = 16 * 1024;
const LATER_SECONDS = 60;
/** autopush keeps at most 30 days and refuses a missing TTL; 0 would drop the message of a sleeping phone. */
const LONGEST_TTL_SECONDS = 28 * 24 * 3600;

/** Web Push: encrypted with the web-push package, sent on our own connections that cannot be led into the house. */
export function webPushChannel(options: WebPushOptions): Channel {
  const nowMs = (): number => toMs(options.now());
  const authorization = vapidAuthorization(options.vapid, options.vapid.subject, nowMs);
  const pace = originPace(nowMs);
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const testHosts = new Set([...options.policy.testOrigins].map((origin) => new URL(origin).hostname));
  const agent = new Agent({
    connections: options.connectionsPerOrigin ?? CONNECTIONS,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: {
      timeout: timeoutMs,
      lookup: publicLookup((hostname) => testHosts.has(hostname), options.resolve),
      ...(options.extraCa === undefined ? {} : { ca: options.extraCa }),
    },
  });

  async function send(message: ChannelMessage, recipient: PushAddress): Promise<SendResult> {
    const endpoint = checkEndpoint(recipient.endpoint, options.policy);
    if (!endpoint.ok) return { outcome: 'refused', reason: 'endpoint-not-allowed' };
    const { origin } = endpoint.value;
    if (!isDrillMarkRight(message)) return { outcome: 'refused', reason: 'drill-unmarked' };
    const wait = pace.waitSeconds(origin);
    if (wait > 0) return { outcome: 'later', seconds: wait };
    const ttl = Math.min(Math.floor((toMs(message.endsAt) - nowMs()) / 1000), LONGEST_TTL_SECONDS);
    if (ttl < 1) return { outcome: 'refused', reason: 'ended' };
    // Above 4 079 bytes the package would split the message into records no browser accepts, without a word.
    if (Buffer.byteLength(message.payload) > MAX_PUSH_BYTES)
      return { outcome: 'refused', reason: 'payload-too-large' };
    const { cipherText } = webPush.encrypt(recipient.p256dh, recipient.auth, message.payload, 'aes128gcm');
    try {
      const answer = await agent.request({
        origin,
        path: endpoint.value.pathname + endpoint.value.search,
        method: 'POST',
        headers: {
          authorization: authorization(origin),
          'content-encoding': 'aes128gcm',
          'content-type': 'application/octet-stream',
          ttl: String(ttl),
          urgency: urgencyOf(message),
          topic: topicOf(message.topic),
        },
        body: cipherText,
        signal: AbortSignal.timeout(timeoutMs),
      });
      const retryAfter = answer.headers['retry-after'];
      await answer.body.dump({ limit: MAX_ANSWER_BYTES }).catch(() => undefined);
      return judge(
        answer.statusCode,
        Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
        origin,
        pace,
        nowMs(),
      );
    } catch (error) {
      if (codeOf(error) === ADDRESS_PRIVATE) return { outcome: 'refused', reason: 'address-private' };
      pace.failed(origin);
      return { outcome: 'later', seconds: LATER_SECONDS };
    }
  }

  return { send, close: () => agent.close() };
}

/**
 * 404 and 410 end a subscription. 429, 5xx, 408 and 406 (how Windows throttles) mean wait. Everything else (400, 401,
 * 403, 413, a redirect) is our mistake: deleting on those would empty the list the day the key is wrong.
 */
function judge(
  status: number,
  retryAfter: string | undefined,
  origin: string,
  pace: OriginPace,
  nowMs: number,
): SendResult {
  if (status >= 200 && status < 300) {
    pace.succeeded(origin);
    return { outcome: 'delivered' };
  }
  if (status === 404 || status === 410) return { outcome: 'gone' };
  if (status === 429 || status === 406 || status === 408 || status >= 500) {
    const asked = retryAfterSeconds(retryAfter, nowMs);
    if (asked === null) pace.failed(origin);
    else pace.asked(origin, asked);
    return { outcome: 'later', seconds: asked ?? LATER_SECONDS };
  }
  return { outcome: 'refused', reason: 'service-refused' };
}

/**
 * `high` wakes a sleeping phone: measured 1.3 s against 2 min 19 s with `normal` on one Android, and iOS wants it.
 * Red, orange, unlevelled and whatever the authority calls Immediate get it. Yellow and blue stay `normal`: `low`
 * would hold a blue warning back until the phone is charged or on Wi-Fi, after the wind has come.
 */
export function urgencyOf(message: Pick<ChannelMessage, 'level' | 'isImmediate'>): 'high' | 'normal' {
  const isGrave = message.level === null || message.level === 'red' || message.level === 'orange';
  return isGrave || message.isImmediate ? 'high' : 'normal';
}

/** At most 32 base64url characters; a digest, so that the push service cannot read which alert a device follows. */
export function topicOf(topic: Topic): string {
  return createHash('sha256').update(topic).digest('base64url').slice(0, 32);
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
