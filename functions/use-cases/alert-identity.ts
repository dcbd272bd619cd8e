import { createHash } from 'node:crypto';
import type { MessageKey } from '../../src/domain/alert.ts';

/** Crockford's letters: no I, L, O, U, so that an id can be read aloud over a radio. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

function letters(bytes: Uint8Array, count: number): string {
  let text = '';
  for (let i = 0; i < count; i += 1) text += LETTERS[(bytes[i] ?? 0) % 32];
  return text;
}

/**
 * The id of an alert that began with this message: the same message gives the same id on every server and for
 * ever, so a lost database re-fed from its sources keeps all addresses that were printed or pushed.
 */
export function alertIdOf(key: MessageKey): string {
  const digest = createHash('sha256').update(`${key.sender}\n${key.identifier}\n${key.sent}`).digest();
  return letters(digest, 14);
}

/** Whether a text can be the id of an alert. Anything else is not asked of the database, which cannot store NUL. */
export function isAlertId(text: string): boolean {
  return /^[0-9a-z]{4,40}$/.test(text);
}

export function isSameMessage(a: MessageKey, b: MessageKey): boolean {
  return a.sender === b.sender && a.identifier === b.identifier && a.sent === b.sent;
}

/** The identifier of a plain-text bulletin, which carries none: a digest of its words without white space. */
export function textIdentifier(text: string): string {
  const words = text.normalize('NFKC').replace(/\s+/g, '');
  return `text-${createHash('sha256').update(words).digest('hex').slice(0, 24)}`;
}
