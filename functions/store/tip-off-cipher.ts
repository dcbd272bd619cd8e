import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** First byte of every sealed value, so that a later format can be told apart. */
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** A key for one tip-off. Destroying it destroys everything sealed with it, wherever copies lie. */
export function makeTipKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/**
 * AES-256-GCM. `context` says what this is and whose (`<tip id>:words`); it is authenticated, so that a sealed value
 * moved to another row or swapped with another tip's does not open.
 */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), iv, body, cipher.getAuthTag()]);
}

/** Opens what `seal` made. Throws when the key, the context or a single bit is wrong: that is damage, not a user's mistake. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array {
  if (sealed[0] !== VERSION || sealed.length < 1 + IV_BYTES + TAG_BYTES)
    throw new Error(`not a sealed value: ${context}`);
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(tagAt));
  return Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES, tagAt)), decipher.final()]);
}

/** HMAC-SHA-256 in hex. `purpose` keeps a receipt's hash and a retry key's from ever being compared. */
export function keyedHash(key: Uint8Array, purpose: string, value: string): string {
  return createHmac('sha256', key).update(`${purpose}\0${value}`).digest('hex');
}
