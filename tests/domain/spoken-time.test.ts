import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBeijing, toInstant } from '../../src/domain/instant.ts';
import { agoText, clockText, fullClockText, leftText, spanText } from '../../src/domain/spoken-time.ts';

/** Beijing wall clock, as people read it. */
const at = (text: string): string => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  const instant = fromBeijing(year, month, day, hour, minute);
  if (instant === null) throw new Error(text);
  return instant;
};
const MINUTE = 60_000;

describe('the clock', () => {
  test.each([
    ['2026-07-01 00:00', '2026-07-01 23:59', '今天 00:00'],
    ['2026-07-01 23:59', '2026-07-01 00:00', '今天 23:59'],
    ['2026-07-01 24:00', '2026-07-01 23:59', '明天 00:00'],
    ['2026-06-30 23:59', '2026-07-01 00:00', '昨天 23:59'],
    ['2026-07-03 08:05', '2026-07-01 12:00', '7月3日 08:05'],
    ['2026-06-29 08:05', '2026-07-01 12:00', '6月29日 08:05'],
    ['2027-01-01 00:00', '2026-12-31 23:59', '明天 00:00'],
    ['2026-12-31 23:59', '2027-01-01 00:00', '昨天 23:59'],
    ['2027-01-02 08:00', '2026-12-31 08:00', '2027年1月2日 08:00'],
    ['2025-12-30 08:00', '2026-01-01 08:00', '2025年12月30日 08:00'],
    ['2028-02-29 08:00', '2028-02-28 08:00', '明天 08:00'],
  ])('%s is said at %s as %s', (then, now, said) => {
    expect(clockText(at(then), at(now))).toBe(said);
  });

  test('is Beijing time all year, on the nights when other countries change theirs', () => {
    for (const day of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01'])
      for (const hour of ['01:30', '02:30', '03:30'])
        expect(clockText(at(`${day} ${hour}`), at(`${day} 00:00`))).toBe(`今天 ${hour}`);
  });

  test('is whole on paper', () => {
    expect(fullClockText(at('2026-07-03 08:05'))).toBe('2026年7月3日 08:05');
  });
});

describe('a length of time', () => {
  test.each([
    [0, '不到1分钟'], [59_999, '不到1分钟'], [MINUTE, '1分钟'], [59 * MINUTE, '59分钟'], [60 * MINUTE, '1小时'], [61 * MINUTE, '1小时1分'],
    [24 * 60 * MINUTE - 1, '23小时59分'], [24 * 60 * MINUTE, '1天'], [25 * 60 * MINUTE, '1天1小时'], [24 * 60 * MINUTE + MINUTE, '1天'], [-90 * MINUTE, '1小时30分'],
  ])('%i ms is %s', (ms, said) => {
    expect(spanText(ms)).toBe(said);
  }); // prettier-ignore

  test('that is longer never sounds shorter', () => {
    const minutes = (text: string): number =>
      [['天', 1440], ['小时', 60], ['分', 1]].reduce((sum, [unit, size]) => sum + Number(new RegExp(`(\\d+)${String(unit)}`).exec(text)?.[1] ?? 0) * Number(size), 0); // prettier-ignore
    const span = fc.integer({ min: MINUTE, max: 400 * 86_400_000 });
    fc.assert(fc.property(span, span, (a, b) => a > b || minutes(spanText(a)) <= minutes(spanText(b))));
  });
});

describe('ago and left', () => {
  const now = at('2026-07-01 12:00');
  const moved = (ms: number) => toInstant(Date.parse(now) + ms);

  test('what happened within a minute was just now', () => {
    expect([agoText(now, now), agoText(moved(-59_999), now), agoText(moved(-MINUTE), now)]).toEqual([
      '刚刚',
      '刚刚',
      '1分钟前',
    ]);
  });

  test('a device whose clock is slow reads no negative age', () => {
    expect([agoText(moved(MINUTE), now), agoText(moved(3 * MINUTE), now)]).toEqual(['刚刚', '3分钟后']);
  });

  test('the end itself is over', () => {
    expect([leftText(moved(1), now), leftText(now, now), leftText(moved(-1), now)]).toEqual([
      '还有不到1分钟',
      '已过有效期',
      '已过有效期',
    ]);
    expect(leftText(moved(312 * MINUTE), now)).toBe('还有5小时12分');
  });
});
