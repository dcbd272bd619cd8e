import { identityToRecipient, generateX25519Identity } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isAgeRecipient,
  makePassphrase,
  readKeyRing,
  tidyPassphrase,
  writeKeyRing,
} from '../../src/domain/custodian-key.ts';
import { idCheckCharacter, isIdNumber, tidyIdNumber } from '../../src/domain/id-number.ts';
import { isPersonTag, personTagMessage } from '../../src/domain/person-tag.ts';
import { padSealed, readSealedClaim, readSealedIdentity } from '../../src/domain/sealed-words.ts';

const TODAY = '2026-07-01';
/** The example of GB 11643-1999 itself. */
const EXAMPLE = '11010519491231002X';

describe('an ID number', () => {
  test('is right with its check character and wrong with every other', () => {
    expect(isIdNumber(EXAMPLE, TODAY)).toBe(true);
    for (const last of '0123456789') expect(isIdNumber(EXAMPLE.slice(0, 17) + last, TODAY)).toBe(false);
  });

  test('is caught when one digit is wrong or two neighbours are exchanged', () => {
    const digits = fc.stringMatching(/^[1-6]\d{5}19[4-9]\d0[1-9]1\d\d{3}$/);
    fc.assert(
      fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const right = body + idCheckCharacter(body);
        const changed = (Number(body[at]) + by) % 10;
        const wrong = right.slice(0, at) + String(changed) + right.slice(at + 1);
        expect(isIdNumber(right, TODAY)).toBe(true);
        expect(isIdNumber(wrong, TODAY)).toBe(false);
      }),
    );
  });

  test.each([
    ['full width', '１１０１０５１９４９１２３１００２ｘ'],
    ['in groups', '110105 19491231 002x'],
    ['with dashes', '110105-1949-1231-002X'],
  ])('typed %s is the same number', (_, typed) => {
    expect(tidyIdNumber(typed)).toBe(EXAMPLE);
  });

  test.each([
    ['fifteen digits', '110105491231002'],
    ['a birthday there never was', withCheck('11010519490231002')],
    ['a birthday still to come', withCheck('11010520270101002')],
    ['a birthday before all who live', withCheck('11010518991231002')],
    ['letters', 'ABCDEFGHIJKLMNOPQR'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(isIdNumber(text, TODAY)).toBe(false);
  });
});

describe('a key file', () => {
  test('gives back what was written, the newest key first', async () => {
    const secret = await generateX25519Identity();
    const key = {
      id: 'key-1',
      recipient: await identityToRecipient(secret),
      secret,
      createdAt: `${TODAY}T00:00:00.000Z`,
    };
    const ring = { keys: [key, { ...key, id: 'key-0' }], tagKey: 'A'.repeat(43) };
    expect(readKeyRing(writeKeyRing(ring))).toEqual(ring);
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"form":"anlan-custodian-keys","tagKey":"x","keys":[]}',
    '{"form":1}',
    '{',
  ])('is not %j', (text) => {
    expect(readKeyRing(text)).toBeNull();
  });

  test('takes for a public key nothing that could be a private one', async () => {
    const secret = await generateX25519Identity();
    expect(isAgeRecipient(await identityToRecipient(secret))).toBe(true);
    expect(isAgeRecipient(secret)).toBe(false);
    expect(isAgeRecipient(secret.toLowerCase())).toBe(false);
  });

  test('has a passphrase of a hundred bits that is read as people copy it', () => {
    const passphrase = makePassphrase(Uint8Array.from({ length: 20 }, (_, i) => i * 13));
    expect(passphrase).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(tidyPassphrase(passphrase)).toBe(passphrase);
    expect(
      tidyPassphrase(
        ` ${passphrase.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o')}`,
      ),
    ).toBe(passphrase);
  });
});

describe('sealed words', () => {
  test('have one length whatever the name', () => {
    const lengths = ['王', '欧阳娜娜·阿卜杜热合曼'].map(
      (name) => Buffer.from(padSealed({ name, contact: '', note: '' }, 1024) ?? '').length,
    );
    expect(lengths).toEqual([1024, 1024]);
    expect(padSealed({ name: '王'.repeat(400), contact: '', note: '' }, 1024)).toBeNull();
  });

  test('are lines without tricks when a stranger sealed them, and null when they are something else', () => {
    const hostile = JSON.stringify({ name: '张\u202e三\n<b>', contact: 5, idNumber: ['x'] });
    expect(readSealedIdentity(hostile)).toEqual({ name: '张三 <b>', contact: '', note: '' });
    expect(readSealedClaim(hostile)?.idNumber).toBe('');
    expect(readSealedIdentity('not json')).toBeNull();
    expect(readSealedClaim('[]')).toBeNull();
  });
});

test('a tag is 64 hex digits, and its message is no other use of the key', () => {
  expect(isPersonTag('a'.repeat(64))).toBe(true);
  expect(isPersonTag('A'.repeat(64))).toBe(false);
  expect(isPersonTag(EXAMPLE)).toBe(false);
  expect(personTagMessage(EXAMPLE)).toContain('anlan person');
});

function withCheck(body: string): string {
  return body + idCheckCharacter(body);
}
