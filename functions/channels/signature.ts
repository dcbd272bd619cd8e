import { isUtf8 } from 'node:buffer';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { toMs, type Instant } from '../../src/domain/instant.ts';

/**
 * Standard Webhooks signatures: HMAC-SHA256 over `id.timestamp.body`. The same three headers go out with what we hand
 * over and are asked of what neighbours post to us.
 */
export const SIGNATURE_HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/** Clocks differ by minutes at most; an older post is somebody's recording of it. */
const TOLERANCE_SECONDS = 300;
const SECRET_BYTES = 32;
/** A sender that changes its secret signs with both for a while; with a hundred, it keeps us busy. */
const MAX_SIGNATURES = 5;

/** `whsec_` and 32 random bytes in base64. Shown once, then only sealed. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** 24 to 64 bytes, as the specification wants them. */
export function isWebhookSecret(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]{32,86}={0,2})$/.exec(text)?.[1];
  if (base64 === undefined || base64.length % 4 !== 0) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= 24 && length <= 64;
}

/** Headers for one try: `id` stays the same from try to try, the time and so the signature are new. */
export function signedHeaders(
  secret: string,
  id: string,
  body: string,
  at: Instant,
): Record<(typeof SIGNATURE_HEADERS)[number], string> {
  const seconds = Math.floor(toMs(at) / 1000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': new Webhook(secret).sign(id, new Date(seconds * 1000), body),
  };
}

/**
 * `missing`: not signed at all. `expired`: signed, but too long ago or ahead of our clock — a recording, or a clock
 * that is wrong. `wrong`: not by this secret, or not these bytes.
 */
export type SignatureProblem = 'signature-missing' | 'signature-expired' | 'signature-wrong';

/**
 * Who sent it is known only after this. The time is judged after the signature, so that a stranger learns nothing of
 * our clock. The same id may come again, as a retry or as a recording of the last minutes: the caller remembers ids
 * and does nothing twice.
 */
export function verifySignature(
  headers: Headers,
  body: Uint8Array,
  secrets: readonly string[],
  now: Instant,
): { id: string } | SignatureProblem {
  const [id, timestamp, signatures] = SIGNATURE_HEADERS.map((name) => headers.get(name));
  if (!id || !timestamp || !signatures) return 'signature-missing';
  // A full stop in the id would let `id.time.body` be cut elsewhere, so that one signature fits two messages.
  if (!/^[\x21-\x2d\x2f-\x7e]{1,200}$/.test(id) || !/^[1-9]\d{0,11}$/.test(timestamp))
    return 'signature-wrong';
  // Other bytes become U+FFFD in the text that is signed, and one signature would fit many documents.
  if (!isUtf8(body)) return 'signature-wrong';
  const at = new Date(Number(timestamp) * 1000);
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const given = signatures.split(' ').filter((signature) => signature.startsWith('v1,'));
  const isOurs = secrets.some((secret) => {
    const expected = new Webhook(secret).sign(id, at, text);
    return given.slice(0, MAX_SIGNATURES).some((signature) => isEqual(signature, expected));
  });
  if (!isOurs) return 'signature-wrong';
  return Math.abs(toMs(now) - at.getTime()) > TOLERANCE_SECONDS * 1000 ? 'signature-expired' : { id };
}

function isEqual(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
