import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { spokenFingerprint } from '../domain/custodian-key.ts';

/** age ciphertext that only the holder of the recipient's private half can open. */
export async function sealFor(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

/** Null: none of these keys opens it, or it was damaged on the way. */
export async function openWith(secrets: readonly string[], sealed: Uint8Array): Promise<Uint8Array | null> {
  const decrypter = new Decrypter();
  for (const secret of secrets) decrypter.addIdentity(secret);
  try {
    return await decrypter.decrypt(sealed);
  } catch {
    return null;
  }
}

export const textOf = (plain: Uint8Array): string => new TextDecoder('utf-8').decode(plain);

export async function newKeyPair(): Promise<{ secret: string; recipient: string }> {
  const secret = await generateX25519Identity();
  return { secret, recipient: await identityToRecipient(secret) };
}

export async function hashHex(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What two people read to each other to know that they speak of the same key. */
export const fingerprintOf = async (recipient: string): Promise<string> =>
  spokenFingerprint(await hashHex(recipient));

export function toBase64Url(bytes: Uint8Array): string {
  // In pieces: a call takes only so many arguments.
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
