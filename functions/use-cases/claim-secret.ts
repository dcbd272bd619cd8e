import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** 16 MB and some 50 ms a try: six digits are guessed in a day by a thief of the database, never through the door. */
const COST: ScryptOptions = { N: 16_384, r: 8, p: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** 领奖密码: chosen by the reporter when filing. */
const CLAIM_SECRET = /^\d{6,12}$/;

/** As people type it: full-width digits and spaces are the same. Null: it cannot be one. */
export function readClaimSecret(typed: string): string | null {
  if (typed.length > 60) return null;
  const secret = typed.normalize('NFKC').replace(/\s/g, '');
  return CLAIM_SECRET.test(secret) ? secret : null;
}

/** For `tip_off_case.claim_secret`: `scrypt$salt$hash`, both base64url. `secret` as `readClaimSecret` gives it. */
export async function hashClaimSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return `scrypt$${salt.toString('base64url')}$${(await derive(secret, salt)).toString('base64url')}`;
}

/** Compares in constant time. Throws on a hash that `hashClaimSecret` did not make: that is damage. */
export async function isClaimSecret(secret: string, hash: string): Promise<boolean> {
  const [scheme, salt = '', expected = ''] = hash.split('$');
  const bytes = Buffer.from(expected, 'base64url');
  if (scheme !== 'scrypt' || bytes.length !== HASH_BYTES) throw new Error('not a hash of a claim secret');
  return timingSafeEqual(await derive(secret, Buffer.from(salt, 'base64url')), bytes);
}

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, COST, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
