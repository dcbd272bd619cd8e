import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRewardProfiles } from '../../src/content/reward-profiles.ts';
import { accidentLevel } from '../../src/domain/accident-level.ts';
import { MAX_FEN, parseYuan, yuanRoundText, yuanText } from '../../src/domain/money.ts';
import { assessReward, type RewardFact } from '../../src/domain/reward.ts';

const profiles = readRewardProfiles(readFileSync('content/tip-off/reward-profiles.yaml', 'utf8'));
const profileOf = (id: string) => {
  const found = profiles.find((profile) => profile.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const yuan = (id: string, fact: RewardFact, isInsider = false): number | string => {
  const result = assessReward(profileOf(id), [fact], isInsider);
  return result.ok ? result.value.fen / 100 : result.problem.word;
};
const fine = (amount: number): RewardFact => ({ kind: 'penalty', fineFen: Math.round(amount * 100) });
const hidden = (
  level: Extract<RewardFact, { kind: 'concealment' }>['level'],
  deaths: number,
  total?: number,
): RewardFact => ({
  kind: 'concealment',
  level,
  concealedDeaths: deaths,
  ...(total === undefined ? {} : { totalDeaths: total }),
});

describe('the reward of one finding', () => {
  it.each([
    ['national-2018', fine(0), false, 3000],
    ['national-2018', fine(20_000), false, 3000],
    ['national-2018', fine(20_004), false, 3001],
    ['national-2018', fine(100_000), false, 15_000],
    ['national-2018', fine(1_999_990), false, 299_999],
    ['national-2018', fine(9_000_000), false, 300_000],
    ['national-2018', hidden('general', 1), false, 30_000],
    ['national-2018', hidden('serious', 1, 4), false, 40_000],
    ['national-2018', hidden('serious', 7), false, 280_000],
    ['national-2018', hidden('serious', 8), false, 300_000],
    ['national-2018', hidden('especially-major', 4, 30), false, 240_000],
    ['national-2018', hidden('especially-major', 5, 31), false, 300_000],
    ['national-2018', hidden('especially-major', 30), false, 300_000],
    ['national-2018', hidden('general', 3), false, 'reward-deaths-invalid'],
    ['henan-2025', fine(10_000), true, 4000],
    ['henan-2025', fine(50_000), true, 8625],
    ['henan-2025', fine(50_000), false, 7500],
    ['henan-2025', hidden('general', 1), true, 34_500],
    ['shandong-2021', fine(8000), false, 5000],
    ['shandong-2021', fine(100_000), false, 50_000],
    ['mine-2024-first', fine(100_000), false, 15_000],
    ['mine-2024-second', fine(100_000), false, 12_000],
    ['fire-liuan-2024', { kind: 'tariff', id: 'fire-major' }, false, 500],
    ['shandong-2021', { kind: 'tariff', id: 'general-hazard', decidedFen: 80_000 }, false, 800],
  ] as const)('%s %j insider %s is %s', (id, fact, isInsider, expected) => {
    expect(yuan(id, fact, isInsider)).toBe(expected);
  });

  it.each([
    ['a negative fine', { kind: 'penalty', fineFen: -1 }],
    ['no number', { kind: 'penalty', fineFen: Number.NaN }],
    ['half a fen', { kind: 'penalty', fineFen: 0.5 }],
    ['more than a number holds', { kind: 'penalty', fineFen: 2 ** 53 }],
    ['a text', { kind: 'penalty', fineFen: '100' as unknown as number }],
    ['less than no death', { kind: 'concealment', level: 'general', concealedDeaths: -1 }],
    ['half a death', { kind: 'concealment', level: 'general', concealedDeaths: 0.5 }],
    [
      'more concealed than died',
      { kind: 'concealment', level: 'serious', concealedDeaths: 4, totalDeaths: 3 },
    ],
    ['no death at all', { kind: 'concealment', level: 'serious', concealedDeaths: 0, totalDeaths: 4 }],
    ['an unknown item', { kind: 'tariff', id: 'nothing' }],
  ] as [string, RewardFact][])('%s is refused', (_, fact) => {
    expect(typeof yuan('national-2018', fact)).toBe('string');
  });

  it('a sum outside the range of a tariff, or none where one must be decided, is refused', () => {
    for (const decidedFen of [49_999, 500_001])
      expect(yuan('shandong-2021', { kind: 'tariff', id: 'general-hazard', decidedFen })).toBe(
        'reward-amount-invalid',
      );
    expect(yuan('shandong-2021', { kind: 'tariff', id: 'general-hazard' })).toBe('reward-amount-invalid');
  });

  it('of two findings the higher counts, not the sum', () => {
    const both = assessReward(profileOf('national-2018'), [fine(100_000), hidden('general', 1)], false);
    expect(both.ok && [both.value.fen, both.value.fact.kind]).toEqual([3_000_000, 'concealment']);
    expect(assessReward(profileOf('national-2018'), [], false)).toMatchObject({ ok: false });
  });

  it('is whole yuan, between floor and cap, and never falls when the fine rises', () => {
    const fens = fc.integer({ min: 0, max: MAX_FEN });
    fc.assert(
      fc.property(
        fens,
        fens,
        fc.boolean(),
        fc.constantFrom('national-2018', 'henan-2025', 'shandong-2021'),
        (a, b, isInsider, id) => {
          const share = profileOf(id).penalty;
          const of = (fineFen: number): number => {
            const result = assessReward(profileOf(id), [{ kind: 'penalty', fineFen }], isInsider);
            if (!result.ok || share === null) throw new Error(id);
            expect(result.value.fen % 100).toBe(0);
            expect(result.value.fen).toBeGreaterThanOrEqual(share.floorFen);
            expect(result.value.fen).toBeLessThanOrEqual(share.capFen);
            return result.value.fen;
          };
          expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
        },
      ),
    );
  });

  it('says step by step how it came about', () => {
    const result = assessReward(profileOf('henan-2025'), [fine(10_000)], true);
    expect(result.ok && result.value.steps.map(({ rule, fen }) => [rule, fen / 100])).toEqual([
      ['share', 1500],
      ['floor', 3000],
      ['insider', 4000],
    ]);
  });
});

describe('the level of an accident', () => {
  it.each([
    [2, 0, 0, 'general'],
    [3, 0, 0, 'serious'],
    [9, 0, 0, 'serious'],
    [10, 0, 0, 'major'],
    [29, 0, 0, 'major'],
    [30, 0, 0, 'especially-major'],
    [1, 10, 0, 'serious'],
    [2, 0, 50_000_000, 'major'],
    [0, 0, 9_999_999, 'general'],
    [0, 0, 10_000_000, 'serious'],
  ] as const)('%i dead, %i gravely injured, %i yuan lost: %s', (deaths, injured, loss, level) => {
    expect(accidentLevel(deaths, injured, loss * 100)).toBe(level);
  });

  it('needs counts', () => {
    expect([accidentLevel(-1, 0, 0), accidentLevel(0.5, 0, 0), accidentLevel(0, 0, -1)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('an amount of money', () => {
  it.each([
    ['12,345.6', 1_234_560],
    ['１２３４５元', 1_234_500],
    [' 0.05 ', 5],
    ['0', 0],
  ])('%s is read', (text, fen) => {
    expect(parseYuan(text)).toBe(fen);
  });

  it.each(['', '-1', '1.234', '1e9', 'NaN', '十万', '99999999999999'])('%s is none', (text) => {
    expect(parseYuan(text)).toBeNull();
  });

  it('is written as people read it', () => {
    expect([
      yuanText(300_100),
      yuanText(123_456_705),
      yuanRoundText(30_000_000),
      yuanRoundText(300_000),
    ]).toEqual(['3,001元', '1,234,567.05元', '30万元', '3,000元']);
  });
});
