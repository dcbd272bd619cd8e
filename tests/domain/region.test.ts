import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concerns, normaliseAdcode, parentOf, tierOf } from '../../src/domain/region.ts';

const two = fc.integer({ min: 1, max: 99 }).map((n) => String(n).padStart(2, '0'));
const three = fc.integer({ min: 1, max: 999 }).map((n) => String(n).padStart(3, '0'));
/** A code of any tier in its shortest form. */
const code = fc
  .tuple(two, two, two, three, three, fc.integer({ min: 1, max: 5 }))
  .map(([a, b, c, d, e, tiers]) => [a, b, c, d, e].slice(0, tiers).join(''));

describe('the shortest form of a code', () => {
  test.each([
    ['654225000000', '654225'], ['654225000', '654225'], ['654225', '654225'], ['650000', '65'], ['650000000000', '65'], ['654200', '6542'],
    ['654225201000', '654225201'], ['654225201207', '654225201207'], ['6500', '65'],
  ])('%s is %s', (written, short) => {
    expect(normaliseAdcode(written)).toBe(short);
  }); // prettier-ignore

  test.each([
    '',
    '0',
    '00',
    '000000',
    '6',
    '654',
    '65422',
    '6542251',
    '65422520',
    '6542252010',
    '6542252012071',
    '65422a',
    ' 654225',
    '654225 ',
    '６５４２２５',
    '-65',
    '6.5',
  ])('%j is no code', (text) => {
    expect(normaliseAdcode(text)).toBeNull();
  });

  test('padded with zeros it is the same place, and what is shortest stays', () => {
    fc.assert(
      fc.property(code, (short) => {
        expect(normaliseAdcode(short)).toBe(short);
        for (const length of [6, 9, 12])
          if (length > short.length) expect(normaliseAdcode(short.padEnd(length, '0'))).toBe(short);
      }),
    );
  });

  test('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const short = normaliseAdcode(text);
        if (short !== null) expect(tierOf(short)).not.toBeNull();
      }),
    );
  });
});

describe('who is concerned', () => {
  test('each by its own, by all above it and by all below it', () => {
    fc.assert(
      fc.property(code, (place) => {
        expect(concerns(place, place)).toBe(true);
        for (let above = parentOf(place); above !== null; above = parentOf(above)) {
          expect(concerns(above, place)).toBe(true);
          expect(concerns(place, above)).toBe(true);
        }
      }),
    );
  });

  test('mutually, and never by a neighbour of the same tier', () => {
    fc.assert(
      fc.property(code, code, (a, b) => {
        expect(concerns(a, b)).toBe(concerns(b, a));
        if (a.length === b.length && a !== b) expect(concerns(a, b)).toBe(false);
      }),
    );
  });
});

test('above a province there is nobody', () => {
  expect([parentOf('65'), parentOf('6542'), parentOf('654225'), parentOf('654225201'), parentOf('654225201207')]).toEqual([
    null, '65', '6542', '654225', '654225201',
  ]); // prettier-ignore
});
