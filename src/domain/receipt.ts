/**
 * 查询码: the only thing that ties a reporter to a tip-off. 80 random bits made in the reporter's browser, so that
 * a retry keeps the same code and the server never has to send it; the server keeps a keyed hash of it only.
 * Written in Crockford's base32 (no I, L, O, U), four groups of four and one check character.
 */
export type Receipt = string;

/** 80 bits: 53 (GlobaLeaks #4759) drew complaints, and nothing else protects an anonymous reporter's tip. */
export const RECEIPT_BYTES = 10;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DATA_LENGTH = 16;

/** Why a typed code cannot be one: said to the person at once, without asking the server. */
export type ReceiptMistake = 'length' | 'character' | 'check';

/** The receipt of ten random bytes, e.g. `7ZQK-0M3V-XW2A-9HPC-4`. Throws RangeError on any other number of bytes. */
export function makeReceipt(bytes: Uint8Array): Receipt {
  if (bytes.length !== RECEIPT_BYTES) throw new RangeError(`a receipt takes ${RECEIPT_BYTES} bytes`);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const values = Array.from({ length: DATA_LENGTH }, (_, i) =>
    Number((bits >> BigInt(5 * (DATA_LENGTH - 1 - i))) & 31n),
  );
  return group([...values, checkValue(values)]);
}

/**
 * Reads a receipt as people type it: lower case, spaces, any hyphen, full-width, O for 0, I or L for 1.
 * Returns the canonical form, or the kind of mistake.
 */
export function readReceipt(
  text: string,
): { ok: true; receipt: Receipt } | { ok: false; mistake: ReceiptMistake } {
  // A pasted page must not cost more than a look; 17 characters fit in 100 with any separators.
  if (text.length > 100) return { ok: false, mistake: 'length' };
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212_.·\u200b-\u200f\ufeff]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const values = Array.from(typed, (character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) return { ok: false, mistake: 'character' };
  if (values.length !== DATA_LENGTH + 1) return { ok: false, mistake: 'length' };
  const data = values.slice(0, DATA_LENGTH);
  if (checkValue(data) !== values[DATA_LENGTH]) return { ok: false, mistake: 'check' };
  return { ok: true, receipt: group(values) };
}

/** What to look at again, said before anything is sent; `typed` is what stands in the field. */
export function receiptHint(typed: string): string | null {
  const read = readReceipt(typed);
  if (read.ok) return null;
  if (read.mistake === 'character') return '查询码里只有字母和数字，没有别的字。请对照再看一遍。';
  if (read.mistake === 'length') return '查询码一共 17 个字母和数字，现在多了或者少了。';
  return '有一个字母或数字不对，或者两个抄反了。请对照再看一遍。';
}

/** Whether an address carries one: it would stay in histories and logs, so it is not looked at there. */
export function holdsReceipt(query: Iterable<readonly [string, string]>): boolean {
  for (const [name, value] of query)
    if (name === 'receipt' || name === 'pass' || readReceipt(value).ok) return true;
  return false;
}

/**
 * A weighted sum over GF(32): character i weighs g^(16-i), the check character 1. All weights differ and none is
 * zero, so any one wrong character and any two swapped ones (next to each other or not) change the sum.
 */
function checkValue(data: readonly number[]): number {
  return data.reduce((sum, value) => timesGenerator(sum ^ value), 0);
}

/** Multiplies by x in GF(32) = GF(2)[x]/(x⁵+x²+1); x generates all 31 non-zero elements. */
function timesGenerator(value: number): number {
  const doubled = value << 1;
  return doubled & 32 ? doubled ^ 0b100101 : doubled;
}

function group(values: readonly number[]): Receipt {
  const text = values.map((value) => ALPHABET[value]).join('');
  return (text.match(/.{1,4}/g) ?? []).join('-');
}
