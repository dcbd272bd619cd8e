import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMs, beijingParts, fromBeijing, toCapTime, toInstant, toMs } from '../../src/domain/instant.ts';
import { gravest, isAtLeast, LEVELS, levelRank } from '../../src/domain/level.ts';

const moment = fc
  .integer({ min: Date.parse('1992-01-01'), max: Date.parse('2099-12-31') })
  .map((ms) => toInstant(ms));

test('the Beijing clock and back is the same instant', () => {
  fc.assert(
    fc.property(moment, (at) => {
      const p = beijingParts(at);
      const second = `${at.slice(0, 19)}.000Z`;
      expect(fromBeijing(p.year, p.month, p.day, p.hour, p.minute, p.second)).toBe(second);
      expect(toInstant(Date.parse(toCapTime(at)))).toBe(second);
    }),
  );
});

test('two instants compare as their texts do', () => {
  fc.assert(fc.property(moment, moment, (a, b) => a < b === toMs(a) < toMs(b)));
});

test('24:00 is the midnight after, and there is no 31 April, 25:00 or 24:01', () => {
  expect(fromBeijing(2026, 12, 31, 24)).toBe('2026-12-31T16:00:00.000Z');
  const wrong = [[2026, 4, 31, 0], [2026, 2, 29, 0], [2026, 13, 1, 0], [2026, 0, 1, 0], [2026, 1, 1, 25], [2026, 1, 1, -1]] as const;
  for (const [year, month, day, hour] of wrong) expect(fromBeijing(year, month, day, hour)).toBeNull();
  expect(fromBeijing(2026, 1, 1, 24, 1)).toBeNull();
  expect(fromBeijing(2026, 1, 1, 0, 60)).toBeNull();
}); // prettier-ignore

test('what is no date throws: it is a bug upstream, not a time', () => {
  expect(() => toMs('yesterday')).toThrow(RangeError);
  expect(() => addMs('', 1)).toThrow(RangeError);
});

test('red is the gravest, blue the lightest, and no level comes last but is never filtered out', () => {
  expect([...LEVELS, null].map(levelRank)).toEqual([0, 1, 2, 3, 4]);
  expect(gravest(['blue', null, 'orange'])).toBe('orange');
  expect([gravest([]), gravest([null])]).toEqual([null, null]);
  expect(isAtLeast('yellow', 'orange')).toBe(false);
  expect(isAtLeast('red', 'orange') && isAtLeast('orange', 'orange') && isAtLeast(null, 'red')).toBe(true);
});
