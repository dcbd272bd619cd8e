import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBeijing } from '../../src/domain/instant.ts';
import { spokenClock } from '../../src/domain/mouth-clock.ts';
import { spokenDigits, spokenInteger, spokenName, spokenText } from '../../src/domain/mouth-numbers.ts';
import { digitsOf, readSpokenTime } from '../../src/feeds/mouth-read-spoken.ts';

describe('a number in words', () => {
  it.each([
    [0, '零'], [2, '二'], [10, '十'], [12, '十二'], [20, '二十'], [105, '一百零五'], [110, '一百一十'], [1050, '一千零五十'],
    [2006, '二千零六'], [10_000, '一万'], [10_005, '一万零五'], [120_300, '十二万零三百'], [100_000_001, '一亿零一'],
  ])('%i is %s', (value, words) => {
    expect(spokenInteger(value)).toBe(words);
  }); // prettier-ignore

  it('is the same number when it is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (value) => {
        expect(digitsOf(spokenInteger(value))).toBe(String(value));
      }),
    );
  });

  it('of a telephone is read digit by digit, 1 as 幺', () => {
    expect(spokenDigits('12350')).toBe('幺二三五零');
  });
});

describe('a sentence to be read aloud', () => {
  it.each([
    ['拨打12350或119、110', '拨打幺二三五零或幺幺九、幺幺零'],
    ['电话 0991-1234567', '电话 零九九幺幺二三四五六七'],
    ['预计120毫米', '预计一百二十毫米'],
    ['雨量50~100mm', '雨量五十到一百毫米'],
    ['风速20.5m/s', '风速二十点五米每秒'],
    ['气温降至-5℃', '气温降至零下五摄氏度'],
    ['湿度30%', '湿度百分之三十'],
    ['Ⅱ级应急响应', '二级应急响应'],
    ['2小时内', '两小时内'],
    ['2026年7月2日08:05', '二零二六年七月二日八点零五分'],
    ['143团3连', '一四三团三连'],
    ['没有数字。', '没有数字。'],
  ])('%s → %s', (written, spoken) => {
    expect(spokenText(written)).toBe(spoken);
  });

  it('a name keeps everything but its digits', () => {
    expect(spokenName('3号沟（m）84团、143团')).toBe('三号沟（m）八十四团、一四三团');
  });
});

it('a time in words is the same minute when it is heard', () => {
  const now = '2026-07-01T02:44:00.000Z';
  const minutes = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 11, 31) / 60_000 });
  fc.assert(
    fc.property(minutes, (minute) => {
      const at = new Date(minute * 60_000).toISOString();
      expect(readSpokenTime(spokenClock(at, now), now)).toBe(at);
    }),
  );
  expect(spokenClock(fromBeijing(2026, 7, 2, 0) ?? '', now)).toBe('七月二日凌晨零点');
  expect(spokenClock(fromBeijing(2026, 7, 2, 12, 5) ?? '', now)).toBe('七月二日中午十二点零五分');
  expect(spokenClock(fromBeijing(2027, 7, 2, 14) ?? '', now)).toBe('二零二七年七月二日下午两点');
});
