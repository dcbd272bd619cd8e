import { hkdfSync } from 'node:crypto';
import { KEY_BYTES, seal, unseal } from './tip-off-cipher.ts';

/** Opens and closes the secrets of one kind, kept in a text column. */
export interface TextSeal {
  /** `context` says whose it is: a sealed value moved to another row does not open. */
  close(text: string, context: string): string;
  /** Throws when the key, the context or a single bit is wrong: that is damage, not a user's mistake. */
  open(sealed: string, context: string): string;
}

/**
 * A key for one purpose, derived from the portal's master key: who learns one of them learns no other. AES-256-GCM.
 * A database without the key folder holds no readable secret.
 */
export function textSeal(masterKey: Uint8Array, purpose: string): TextSeal {
  const key = new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(), `anlan ${purpose}`, KEY_BYTES));
  return {
    close: (text, context) => Buffer.from(seal(key, Buffer.from(text), context)).toString('base64'),
    open: (sealed, context) => Buffer.from(unseal(key, Buffer.from(sealed, 'base64'), context)).toString(),
  };
}
