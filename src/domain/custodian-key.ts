import type { Instant } from './instant.ts';

/** One key pair of the custodian. `secret` never leaves the browser but inside the key file, sealed with a passphrase. */
export interface CustodianSecret {
  id: string;
  /** `age1…`, what reporters' browsers seal to. */
  recipient: string;
  /** `AGE-SECRET-KEY-1…`. */
  secret: string;
  createdAt: Instant;
}

/**
 * What a key file holds: the newest key first, with those before it, so that one file opens everything; and the tag
 * key, which stays the same through every rotation, else one person's earlier claims were no longer seen to be theirs.
 */
export interface KeyRing {
  keys: readonly CustodianSecret[];
  /** 32 bytes, base64url. */
  tagKey: string;
}

/** A public key as the list shows it. */
export interface CustodianKeyState {
  id: string;
  recipient: string;
  createdByName: string;
  createdAt: Instant;
  retiredAt: Instant | null;
  /** Things that only this key opens. */
  items: number;
}

/** X25519, as the age specification writes it. Post-quantum recipients are many times longer and not asked for yet. */
export const isAgeRecipient = (text: string): boolean => /^age1[02-9ac-hj-np-z]{58}$/.test(text);
const isAgeSecret = (text: string): boolean => /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/.test(text);
const isTagKey = (text: string): boolean => /^[\w-]{43}$/.test(text);

const FORM = 'anlan-custodian-keys';

/** The text inside a key file; readable by a person who opened it with the age program. */
export function writeKeyRing({ keys, tagKey }: KeyRing): string {
  const note = '安澜 身份保管员密钥。secret 和 tagKey 不得交给任何人，也不得录入网页以外的系统。';
  return JSON.stringify({ form: FORM, version: 1, note, keys, tagKey }, null, 2);
}

/** Null: not a key file of this portal. */
export function readKeyRing(text: string): KeyRing | null {
  try {
    const value = JSON.parse(text) as { form?: unknown; keys?: unknown; tagKey?: unknown } | null;
    if (value?.form !== FORM || typeof value.tagKey !== 'string' || !isTagKey(value.tagKey)) return null;
    if (!Array.isArray(value.keys) || value.keys.length === 0) return null;
    const keys = (value.keys as Partial<Record<keyof CustodianSecret, unknown>>[]).map(
      ({ id, recipient, secret, createdAt }) => ({
        id: String(id),
        recipient: String(recipient),
        secret: String(secret),
        createdAt: String(createdAt),
      }),
    );
    const isWhole = keys.every(({ recipient, secret }) => isAgeRecipient(recipient) && isAgeSecret(secret));
    return isWhole ? { keys, tagKey: value.tagKey } : null;
  } catch {
    return null;
  }
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const PASSPHRASE_BYTES = 20;

/** Five bits of each of twenty random bytes: `K7QM-2XWA-…`, 100 bits, written on paper and kept apart from the file. */
export function makePassphrase(bytes: Uint8Array): string {
  if (bytes.length !== PASSPHRASE_BYTES) throw new RangeError(`a passphrase takes ${PASSPHRASE_BYTES} bytes`);
  const letters = Array.from(bytes, (byte) => LETTERS[byte & 31]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** As people copy it from paper: small letters, spaces, O for 0, I or L for 1. */
export function tidyPassphrase(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return plain.replace(/(.{4})(?=.)/g, '$1-');
}

/** Two people compare these over the phone: `3f9a 01bc` of a SHA-256 in hex. */
export const spokenFingerprint = (hex: string): string => `${hex.slice(0, 4)} ${hex.slice(4, 8)}`;
