import { createHash } from 'node:crypto';
import { toMs, type Instant } from '../../src/domain/instant.ts';
import { checkEndpoint, type PushHostPolicy } from '../../src/domain/push-endpoint.ts';
import { MAX_PUSH_BYTES } from '../../src/domain/push-payload.ts';
import type { Topic } from '../../src/domain/topic.ts';
import type { Channel, ChannelMessage, RefusalReason, SendResult } from './channel.ts';
import { isDrillMarkRight } from './drill-mark.ts';
import { originPace, retryAfterSeconds, type OriginPace } from './origin-pace.ts';
import type { Resolve } from './public-lookup.ts';
import type { ArmedKeys } from './push-armed-key.ts';
import { encryptPush, newSenderKey, pushRecord, senderPairs } from './push-encryption.ts';
import { pushTransport } from './push-transport.ts';
import { vapidAuthorization, type VapidKeys } from './vapid.ts';

export interface WebPushOptions {
  vapid: VapidKeys & { subject: string };
  policy: PushHostPolicy;
  now: () => Instant;
  /** Opens keys made beforehand; without it each message makes its own. */
  armed?: ArmedKeys;
  connectionsPerOrigin?: number;
  timeoutMs?: number;
  extraCa?: string;
  resolve?: Resolve;
}

/** Throughput is connections divided by the round trip: 100 at 50 ms give 2 000 messages a second. */
const CONNECTIONS = 100;
const TIMEOUT_MS = 10_000;
const LATER_SECONDS = 60;
/** autopush keeps at most 30 days and refuses a missing TTL; 0 would drop the message of a sleeping phone. */
const LONGEST_TTL_SECONDS = 28 * 24 * 3600;

/** What is the same for every device a message goes to: worked out once. */
interface Prepared {
  refusal: RefusalReason | null;
  record: Buffer;
  endsAtMs: number;
  /** Names and values in turn. */
  headers: readonly string[];
}

/** Web Push: encrypted here, signed by VAPID, posted to services of the allow-list only. */
export function webPushChannel(options: WebPushOptions): Channel {
  const nowMs = (): number => toMs(options.now());
  const authorization = vapidAuthorization(options.vapid, options.vapid.subject, nowMs);
  const pace = originPace(nowMs);
  const testHosts = new Set([...options.policy.testOrigins].map((origin) => new URL(origin).hostname));
  const pairFor = senderPairs();
  const prepared = new WeakMap<ChannelMessage, Prepared>();
  const transport = pushTransport({
    connectionsPerOrigin: options.connectionsPerOrigin ?? CONNECTIONS,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    isExempt: (hostname) => testHosts.has(hostname),
    ...(options.extraCa === undefined ? {} : { extraCa: options.extraCa }),
    ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
  });

  const prepare = (message: ChannelMessage): Prepared => {
    const known = prepared.get(message);
    if (known !== undefined) return known;
    const made = preparedFrom(message);
    prepared.set(message, made);
    return made;
  };

  return {
    async send(message, recipient, armed): Promise<SendResult> {
      const endpoint = checkEndpoint(recipient.endpoint, options.policy);
      if (!endpoint.ok) return { outcome: 'refused', reason: 'endpoint-not-allowed' };
      const { origin } = endpoint.value;
      const { refusal, record, endsAtMs, headers } = prepare(message);
      if (refusal !== null) return { outcome: 'refused', reason: refusal };
      const wait = pace.waitSeconds(origin);
      if (wait > 0) return { outcome: 'later', seconds: wait, reason: 'left-alone' };
      const ttl = Math.min(Math.floor((endsAtMs - nowMs()) / 1000), LONGEST_TTL_SECONDS);
      if (ttl < 1) return { outcome: 'refused', reason: 'ended' };
      const opened = armed == null ? null : (options.armed?.open(armed, recipient) ?? null);
      const body = encryptPush(opened ?? newSenderKey(pairFor(), recipient), record);
      const sent = ['authorization', authorization(origin), 'ttl', String(ttl), ...headers];
      const answer = await transport.post(endpoint.value, sent, body);
      if (answer.status !== null) return judge(answer.status, answer.retryAfter, origin, pace, nowMs());
      if (answer.isPrivate) return { outcome: 'refused', reason: 'address-private' };
      pace.failed(origin);
      return { outcome: 'later', seconds: LATER_SECONDS, reason: 'no-answer' };
    },
    close: () => transport.close(),
  };
}

function preparedFrom(message: ChannelMessage): Prepared {
  const isTooLarge = Buffer.byteLength(message.payload) > MAX_PUSH_BYTES;
  return {
    refusal: !isDrillMarkRight(message) ? 'drill-unmarked' : isTooLarge ? 'payload-too-large' : null,
    record: pushRecord(message.payload),
    endsAtMs: toMs(message.endsAt),
    headers: [
      ...['content-encoding', 'aes128gcm', 'content-type', 'application/octet-stream'],
      ...['urgency', urgencyOf(message), 'topic', topicOf(message.topic)],
    ],
  };
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
    if (asked !== null) {
      pace.asked(origin, asked);
      return { outcome: 'later', seconds: asked, reason: 'asked-to-wait' };
    }
    pace.failed(origin);
    return { outcome: 'later', seconds: LATER_SECONDS, reason: 'service-failing' };
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
