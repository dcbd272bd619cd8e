import type { ClaimDetails } from './claim-details.ts';
import { oneLine } from './short-text.ts';

/** Padded to this size before it is sealed: the length of a ciphertext must not tell the length of a name. */
export const SEALED_IDENTITY_BYTES = 1024;

/** What the reporter's browser seals at filing. Any of them may be empty. */
export interface SealedIdentity {
  name: string;
  contact: string;
  note: string;
}

/** A claim as it was sealed, before anybody checked it: a wrong ID number is shown and said to be wrong. */
export type SealedClaim = Record<keyof ClaimDetails, string>;

/** Null when the opened text is none of ours: somebody sealed something else. What is missing is empty. */
export function readSealedIdentity(text: string): SealedIdentity | null {
  const read = reader(text);
  return read === null ? null : { name: read('name'), contact: read('contact'), note: read('note') };
}

export function readSealedClaim(text: string): SealedClaim | null {
  const read = reader(text);
  if (read === null) return null;
  return {
    name: read('name'),
    idNumber: read('idNumber'),
    payment: read('payment'),
    bank: read('bank'),
    account: read('account'),
  };
}

/** JSON and spaces up to the size; null when the words alone are longer. */
export function padSealed(words: SealedIdentity, size: number): string | null {
  const json = JSON.stringify(words);
  const left = size - new TextEncoder().encode(json).length;
  return left < 0 ? null : json + ' '.repeat(left);
}

/** Strangers write these: each is one clean line, whatever was sealed. */
function reader(text: string): ((name: string) => string) | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return (name) => {
      const own: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : '';
      return typeof own === 'string' ? oneLine(own) : '';
    };
  } catch {
    return null;
  }
}
