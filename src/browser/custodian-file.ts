import { armor, Decrypter, Encrypter } from 'age-encryption';
import {
  makePassphrase,
  PASSPHRASE_BYTES,
  readKeyRing,
  tidyPassphrase,
  writeKeyRing,
  type KeyRing,
} from '../domain/custodian-key.ts';
import type { Instant } from '../domain/instant.ts';
import { hashHex, newKeyPair, toBase64Url } from './custodian-age.ts';

/** scrypt with 64 MB: an office computer takes half a second. The passphrase has 100 bits of its own to stand on. */
const WORK_FACTOR = 16;

/** A new key in front of those there were; the tag key stays. Made here and known nowhere else. */
export async function newRing(older: KeyRing | null, createdAt: Instant): Promise<KeyRing> {
  const { secret, recipient } = await newKeyPair();
  const id = `key-${(await hashHex(recipient)).slice(0, 16)}`;
  const tagKey = older?.tagKey ?? toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  return { keys: [{ id, recipient, secret, createdAt }, ...(older?.keys ?? [])], tagKey };
}

export const newPassphrase = (): string =>
  makePassphrase(crypto.getRandomValues(new Uint8Array(PASSPHRASE_BYTES)));

/** The key file: an armored age file, so that the age program opens it too, without this portal. */
export async function closeRing(ring: KeyRing, passphrase: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  encrypter.setPassphrase(passphrase);
  return armor.encode(await encrypter.encrypt(writeKeyRing(ring)));
}

/** Null: not such a file, or not its passphrase. */
export async function openRing(file: string, typed: string): Promise<KeyRing | null> {
  try {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(tidyPassphrase(typed));
    return readKeyRing(await decrypter.decrypt(armor.decode(file), 'text'));
  } catch {
    return null;
  }
}
