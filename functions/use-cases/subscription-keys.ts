import { ECDH } from 'node:crypto';
import type { PushAddress } from '../../src/domain/subscription.ts';

const BASE64URL = /^[A-Za-z0-9_-]+={0,2}$/;

/**
 * Whether a browser's keys can be encrypted to: an uncompressed point that lies on P-256 and a 16-byte secret. Checked
 * on arrival, for a key off the curve would fail only in the night of the warning (and can leak a private key).
 */
export function areKeysUsable(keys: Pick<PushAddress, 'p256dh' | 'auth'>): boolean {
  if (keys.p256dh.length > 100 || !BASE64URL.test(keys.p256dh) || !BASE64URL.test(keys.auth)) return false;
  const point = Buffer.from(keys.p256dh, 'base64url');
  if (point.length !== 65 || point[0] !== 4 || Buffer.from(keys.auth, 'base64url').length !== 16)
    return false;
  try {
    ECDH.convertKey(point, 'prime256v1');
    return true;
  } catch {
    return false;
  }
}
