import { MINUTE_MS, toMs } from '../../src/domain/instant.ts';
import type { StatusPass } from '../api/tip-off-status-desk.ts';
import { keyedHash, seal, unseal } from '../store/tip-off-cipher.ts';

const LIFE_MS = 30 * MINUTE_MS;
const CONTEXT = 'status-pass';

/**
 * Passes sealed with a key made from the receipts' own: every server of one bureau opens them, nothing is stored, and
 * whoever finds a page left open can neither read the receipt from it nor use it an hour later.
 */
export function createStatusPass(receiptKey: Uint8Array): StatusPass {
  const key = Buffer.from(keyedHash(receiptKey, CONTEXT, ''), 'hex');
  return {
    give(receipt, now) {
      const plain = Buffer.from(`${toMs(now) + LIFE_MS} ${receipt}`);
      return Buffer.from(seal(key, plain, CONTEXT)).toString('base64url');
    },
    read(pass, now) {
      if (!/^[\w-]{20,200}$/.test(pass)) return null;
      try {
        const plain = Buffer.from(unseal(key, Buffer.from(pass, 'base64url'), CONTEXT)).toString();
        const [until = '', receipt = ''] = plain.split(' ');
        return toMs(now) < Number(until) ? receipt : null;
      } catch {
        return null; // anybody may post anything here: what does not open is nobody's
      }
    },
  };
}
