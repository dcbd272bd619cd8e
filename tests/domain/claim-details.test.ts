import { describe, expect, test } from 'vitest';
import {
  CLAIM_BYTES,
  claimPlaintext,
  isSealedClaim,
  readAccount,
  readClaimDetails,
  readIdNumber,
  SEALED_CLAIM_BYTES,
} from '../../src/domain/claim-details.ts';

const TYPED = {
  name: ' 张三 ',
  idNumber: '11010519491231002x',
  payment: 'bank',
  bank: '某某银行',
  account: '6222 0212 3456 7890',
};

describe('an ID number', () => {
  test.each([
    ['as printed', '11010519491231002X'],
    ['with a small x', '11010519491231002x'],
    ['full-width', '１１０１０５１９４９１２３１００２Ｘ'],
    ['with spaces', '110105 19491231 002X'],
  ])('%s is read as one form', (_, typed) => expect(readIdNumber(typed)).toBe('11010519491231002X'));

  test.each([
    ['one digit changed', '11010519491231012X'],
    ['two digits swapped', '11010519491213002X'],
    ['fifteen digits', '110105491231002'],
    ['letters', 'ABCDEFGHIJKLMNOPQR'],
    ['nothing', ''],
    ['a page', '1'.repeat(10_000)],
  ])('%s is none', (_, typed) => expect(readIdNumber(typed)).toBeNull());
});

test('an account is digits, whatever stands between them', () => {
  expect(readAccount('６２２２ 0212-3456 7890')).toBe('6222021234567890');
  expect([readAccount('1234'), readAccount('x'.repeat(20)), readAccount('1'.repeat(31))]).toEqual([
    null,
    null,
    null,
  ]);
});

test.each([
  ['name', { name: ' ' }],
  ['idNumber', { idNumber: '1' }],
  ['bank', { bank: '' }],
  ['account', { account: 'abc' }],
])('a wrong %s is named, and nothing of it repeated', (path, change) => {
  const read = readClaimDetails({ ...TYPED, ...change });
  expect(read).toMatchObject({ ok: false, problem: { path } });
  expect(JSON.stringify(read)).not.toMatch(/110105|6222/);
});

test('on site no bank is asked for, and none that was typed is kept', () => {
  expect(readClaimDetails({ ...TYPED, payment: 'on-site' })).toEqual({
    ok: true,
    value: { name: '张三', idNumber: '11010519491231002X', payment: 'on-site', bank: '', account: '' },
  });
});

test('every claim is sealed at one length, whoever makes it', () => {
  const short = claimPlaintext({ name: '王', idNumber: 'x', payment: 'on-site', bank: '', account: '' });
  const long = claimPlaintext({
    name: '龘'.repeat(60),
    idNumber: 'x',
    payment: 'bank',
    bank: '行'.repeat(100),
    account: '1'.repeat(30),
  });
  expect([short.length, long.length]).toEqual([CLAIM_BYTES, CLAIM_BYTES]);
});

test('only age of that length is taken for a sealed claim', () => {
  const head = new TextEncoder().encode('age-encryption.org/v1\n-> X25519 ');
  const sealed = new Uint8Array(SEALED_CLAIM_BYTES);
  sealed.set(head);
  expect(isSealedClaim(sealed)).toBe(true);
  expect(isSealedClaim(sealed.subarray(1))).toBe(false);
  expect(isSealedClaim(new Uint8Array(SEALED_CLAIM_BYTES))).toBe(false);
});
