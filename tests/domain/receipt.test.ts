import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  holdsReceipt,
  makeReceipt,
  readReceipt,
  receiptHint,
  RECEIPT_BYTES,
} from '../../src/domain/receipt.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const anyReceipt = fc.uint8Array({ minLength: RECEIPT_BYTES, maxLength: RECEIPT_BYTES }).map(makeReceipt);
const plain = (receipt: string): string => receipt.replaceAll('-', '');

describe('receipt', () => {
  test('a receipt is four groups of four unambiguous characters and one check character', () => {
    fc.assert(
      fc.property(anyReceipt, (receipt) => {
        expect(receipt).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]$/);
        expect(readReceipt(receipt)).toEqual({ ok: true, receipt });
      }),
    );
  });

  test('a receipt keeps all its eighty bits: different bytes give different codes', () => {
    const bytes = fc.uint8Array({ minLength: RECEIPT_BYTES, maxLength: RECEIPT_BYTES });
    fc.assert(
      fc.property(bytes, fc.nat(RECEIPT_BYTES * 8 - 1), (given, bit) => {
        const other = Uint8Array.from(given);
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(makeReceipt(other).slice(0, 19)).not.toBe(makeReceipt(given).slice(0, 19));
      }),
    );
  });

  test('any single wrong character is caught before asking the server', () => {
    fc.assert(
      fc.property(anyReceipt, fc.nat(16), fc.constantFrom(...ALPHABET), (receipt, at, wrong) => {
        const code = plain(receipt);
        fc.pre(code[at] !== wrong);
        const mistyped = code.slice(0, at) + wrong + code.slice(at + 1);
        expect(readReceipt(mistyped)).toEqual({ ok: false, mistake: 'check' });
      }),
      { numRuns: 1000 },
    );
  });

  test('any two neighbouring characters swapped are caught', () => {
    fc.assert(
      fc.property(anyReceipt, fc.nat(15), (receipt, at) => {
        const code = plain(receipt);
        const [left, right] = [code.charAt(at), code.charAt(at + 1)];
        fc.pre(left !== right);
        const swapped = code.slice(0, at) + right + left + code.slice(at + 2);
        expect(readReceipt(swapped)).toEqual({ ok: false, mistake: 'check' });
      }),
      { numRuns: 1000 },
    );
  });

  test('lower case, spaces, full-width letters, long dashes, O for 0 and I or l for 1 are read', () => {
    const receipt = makeReceipt(Uint8Array.from([0, 4, 0x42, 0x10, 0, 1, 0xff, 0, 9, 33]));
    expect(receipt).toContain('0');
    expect(receipt).toContain('1');
    const typed = [
      receipt.toLowerCase(),
      plain(receipt),
      receipt.replaceAll('-', ' '),
      receipt.replaceAll('-', '—'),
      ` ${receipt}\n`,
      receipt.replaceAll('0', 'O'),
      receipt.replaceAll('1', 'I').toLowerCase(),
      receipt.replaceAll('1', 'l'),
      Array.from(receipt, (c) => (c === '-' ? '－' : String.fromCharCode(c.charCodeAt(0) + 0xfee0))).join(''),
    ];
    for (const text of typed) expect(readReceipt(text), text).toEqual({ ok: true, receipt });
  });

  test('the kind of mistake is told apart: length, a foreign character, the check', () => {
    const receipt = makeReceipt(new Uint8Array(RECEIPT_BYTES));
    expect(readReceipt('')).toEqual({ ok: false, mistake: 'length' });
    expect(readReceipt(receipt.slice(0, -1))).toEqual({ ok: false, mistake: 'length' });
    expect(readReceipt(`${receipt}0`)).toEqual({ ok: false, mistake: 'length' });
    expect(readReceipt(receipt.replace('0', 'U'))).toEqual({ ok: false, mistake: 'character' });
    expect(readReceipt(receipt.replace('0', '😀'))).toEqual({ ok: false, mistake: 'character' });
    expect(readReceipt('\ud800'.repeat(17))).toEqual({ ok: false, mistake: 'character' });
    expect(readReceipt('0'.repeat(1_000_000))).toEqual({ ok: false, mistake: 'length' });
  });

  test('a receipt of the wrong number of bytes is a bug and throws', () => {
    expect(() => makeReceipt(new Uint8Array(9))).toThrow(RangeError);
  });

  test('nobody ever types something that is read as two different receipts', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40, unit: 'binary' }), (text) => {
        const read = readReceipt(text);
        if (read.ok) expect(readReceipt(read.receipt)).toEqual(read);
      }),
    );
  });
});

test('a slip is explained without asking anybody, a right one is not', () => {
  const receipt = makeReceipt(new Uint8Array(RECEIPT_BYTES).fill(7));
  expect(receiptHint(receipt.toLowerCase())).toBeNull();
  expect(receiptHint(`${receipt.slice(0, -1)}${receipt.endsWith('0') ? '1' : '0'}`)).toContain(
    '有一个字母或数字不对',
  );
  expect(receiptHint(receipt.slice(1))).toContain('17 个');
  expect(receiptHint('查询码')).toContain('只有字母和数字');
});

test('an address that carries a receipt is known, under whatever name; other addresses are left alone', () => {
  const receipt = makeReceipt(new Uint8Array(RECEIPT_BYTES).fill(7));
  const holds = (query: string): boolean => holdsReceipt(new URLSearchParams(query));
  expect([`receipt=x`, `pass=x`, `q=${receipt}`, `a=1&b=${plain(receipt)}`].map(holds)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['', 'from=timeline', 'q=17'].map(holds)).toEqual([false, false, false]);
});
