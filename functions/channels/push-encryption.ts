import {
  createCipheriv,
  createHmac,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { PushAddress } from '../../src/domain/subscription.ts';

/**
 * Message encryption for Web Push (RFC 8291) in one aes128gcm record (RFC 8188), split in two: the sender key, which is
 * all that depends on the device and costs an elliptic-curve step, and the sealing of a text with it, which is cheap.
 * A sender key can so be made long before there is anything to say (push-armed-key.ts).
 *
 * Why it is safe. AES-GCM breaks when one key and nonce seal two texts. Both are derived from a salt of 16 random bytes
 * drawn for each sender key, and a sender key is used for one message: `encryptPush` overwrites it. The elliptic-curve
 * pair on our side may serve several devices in a row (`senderPairs`): each device has its own shared secret and `auth`,
 * so no key repeats. What is lost: who steals that private key, which is in this process's memory for some two hundred
 * messages, could read those (public warnings), and a service sees that they were sent together, which the VAPID key
 * tells it anyway. RFC 8291 describes a new pair per message and does not require it. Armed keys have a pair each.
 */

/** What encryptPush needs: the record's header as it is sent, then the content key and nonce, which are secret. */
export type SenderKey = Buffer;

/** Salt 16, record size 4, length of the key id 1, our public key 65. */
export const HEADER_BYTES = 86;
const KEY_BYTES = 16;
const NONCE_BYTES = 12;
export const SENDER_KEY_BYTES = HEADER_BYTES + KEY_BYTES + NONCE_BYTES;
const TAG_BYTES = 16;
/** A browser takes no record above it; ours are one record, so it is also the size of the whole. */
const RECORD_BYTES = 4096;
/** The delimiter of the last record, before padding of which we use none. */
const LAST_RECORD = 2;

const POINT_BYTES = 65;
const SALT_BYTES = 16;
/** Everything that comes before the point in the DER of a P-256 public key. */
const SPKI_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');
const KEY_INFO = Buffer.from('WebPush: info\0');
const CONTENT_KEY_INFO = Buffer.from('Content-Encoding: aes128gcm\0\x01');
const NONCE_INFO = Buffer.from('Content-Encoding: nonce\0\x01');
const ONE = Buffer.from([1]);

/** Our half of the agreement: made per page of recipients, or per device when there is time. */
export interface SenderPair {
  privateKey: KeyObject;
  /** 65 bytes, uncompressed. */
  point: Buffer;
}

export function newSenderPair(): SenderPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return { privateKey, point: publicKey.export({ format: 'der', type: 'spki' }).subarray(-POINT_BYTES) };
}

/** A pair for so many messages, then another: making one takes a quarter of the time of a sender key. */
export function senderPairs(uses = 200): () => SenderPair {
  let pair = newSenderPair();
  let left = uses;
  return () => {
    if (left === 0) [pair, left] = [newSenderPair(), uses];
    left -= 1;
    return pair;
  };
}

/** The secrets of one message to one device. Throws when the device's key is no point on P-256. */
export function newSenderKey(
  pair: SenderPair,
  to: Pick<PushAddress, 'p256dh' | 'auth'>,
  salt: Buffer = newSalt(),
): SenderKey {
  const point = Buffer.from(to.p256dh, 'base64url');
  if (point.length !== POINT_BYTES) throw new Error('not an uncompressed point');
  // Importing checks that the point is on the curve. A seventh cheaper than createECDH, which checks our own key again.
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, point]),
    format: 'der',
    type: 'spki',
  });
  const shared = diffieHellman({ privateKey: pair.privateKey, publicKey });
  const material = hmac(
    hmac(Buffer.from(to.auth, 'base64url'), shared),
    Buffer.concat([KEY_INFO, point, pair.point, ONE]),
  );
  const secret = createSecretKey(hmac(salt, material));
  const key = Buffer.allocUnsafe(SENDER_KEY_BYTES);
  salt.copy(key, 0);
  key.writeUInt32BE(RECORD_BYTES, 16);
  key.writeUInt8(POINT_BYTES, 20);
  pair.point.copy(key, 21);
  keyedHash(secret, CONTENT_KEY_INFO).copy(key, HEADER_BYTES, 0, KEY_BYTES);
  keyedHash(secret, NONCE_INFO).copy(key, HEADER_BYTES + KEY_BYTES, 0, NONCE_BYTES);
  return key;
}

let salts = Buffer.alloc(0);
/** Drawn for two hundred at a time: asking the system for each costs as much as the sealing. Each part is used once. */
function newSalt(): Buffer {
  if (salts.length < SALT_BYTES) salts = randomBytes(200 * SALT_BYTES);
  const salt = salts.subarray(0, SALT_BYTES);
  salts = salts.subarray(SALT_BYTES);
  return salt;
}

/** The text as it is sealed; made once per message, not once per device. */
export function pushRecord(payload: string): Buffer {
  return Buffer.concat([Buffer.from(payload, 'utf8'), Buffer.from([LAST_RECORD])]);
}

/** The body of the request. The key's secret half is overwritten: a second use seals nothing. */
export function encryptPush(key: SenderKey, record: Buffer): Buffer {
  if (HEADER_BYTES + record.length + TAG_BYTES > RECORD_BYTES) throw new Error('the payload is too large');
  const secret = key.subarray(HEADER_BYTES);
  if (isUsed(secret)) throw new Error('a sender key is used once');
  // Handing over a KeyObject instead of the bytes takes a third of the time.
  const contentKey = createSecretKey(secret.subarray(0, KEY_BYTES));
  const cipher = createCipheriv('aes-128-gcm', contentKey, secret.subarray(KEY_BYTES));
  const body = Buffer.concat([
    key.subarray(0, HEADER_BYTES),
    cipher.update(record),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  secret.fill(0);
  return body;
}

const USED = Buffer.alloc(KEY_BYTES + NONCE_BYTES);
const isUsed = (secret: Buffer): boolean => secret.equals(USED);

const hmac = (key: Buffer, text: Buffer): Buffer => keyedHash(createSecretKey(key), text);
const keyedHash = (key: KeyObject, text: Buffer): Buffer => createHmac('sha256', key).update(text).digest();
