/** 身份保管员's public key. Only the one who holds the private key can open what is sealed to it. */
export interface CustodianKey {
  id: string;
  recipient: string;
}

/** Who the reporter is, as far as they want to say. */
export interface Identity {
  name: string;
  contact: string;
  note: string;
}

/** Every identity is padded to this, so that its length does not tell how long a name is. */
export const IDENTITY_BYTES = 1024;

/** `none`: this office has made no key yet, so nothing can be kept secret from its server. */
export async function askCustodianKey(
  ask: typeof fetch = fetch,
): Promise<CustodianKey | 'none' | 'unreachable'> {
  try {
    const response = await ask('/api/tip-offs/custodian-key', {
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    if (response.status === 404) return 'none';
    const answer: unknown = response.ok ? await response.json() : null;
    return isKey(answer) ? { id: answer.id, recipient: answer.recipient } : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

/** The identity as the server takes it: age ciphertext in base64url, the same length for everybody. */
export async function sealIdentity(identity: Identity, recipient: string): Promise<string> {
  const bytes = paddedIdentity(identity);
  const sealed = await sealBytes(bytes, recipient);
  return btoa(Array.from(sealed, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** Throws RangeError when it does not fit: the form's own limits leave room for four bytes a character. */
export function paddedIdentity({ name, contact, note }: Identity): Uint8Array {
  const bytes = new TextEncoder().encode(JSON.stringify({ name, contact, note }));
  if (bytes.length > IDENTITY_BYTES) throw new RangeError('identity too long');
  const padded = new Uint8Array(IDENTITY_BYTES).fill(0x20);
  padded.set(bytes);
  return padded;
}

/** The library is fetched when something is sealed, not with the page. */
export async function sealBytes(bytes: Uint8Array, recipient: string): Promise<Uint8Array> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

function isKey(value: unknown): value is CustodianKey {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'id') === 'string' &&
    /^age1[a-z0-9]{20,}$/.test(String(Reflect.get(value, 'recipient')))
  );
}
