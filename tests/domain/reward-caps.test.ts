import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRewardProfiles } from '../../src/content/reward-rules.ts';
import {
  brokenCap,
  capRoom,
  capsOf,
  capText,
  windowStart,
  type CapUse,
} from '../../src/domain/reward-caps.ts';
import { profileOfRegion, type RewardProfile } from '../../src/domain/reward-profile.ts';

const NOW = '2026-03-31T17:30:00.000Z';
const profiles = readRewardProfiles(readFileSync('content/tip-off/reward-profiles.yaml', 'utf8'));
const national = profileOfRegion(profiles, null);
const strict: RewardProfile = {
  ...national,
  id: 'strict',
  adcodes: ['654225'],
  caps: {
    perCaseFen: 100_000_00,
    perPersonPerDayFen: 300_00,
    perPersonPerMonthFen: 500_00,
    perPersonPerYearFen: null,
    budgetPerDayFen: 2000_00,
  },
  budgets: [
    { adcode: '654225', year: 2026, fen: 50_000_00 },
    { adcode: '654225', year: 2025, fen: 1 },
    { adcode: '6542', year: 2026, fen: 90_000_00 },
  ],
};
const use = (limitFen: number, usedFen: number | null): CapUse => ({
  name: 'person-month',
  limitFen,
  usedFen,
  since: NOW,
  scope: { of: 'person' },
});

describe('caps', () => {
  it('nobody entered hold for nobody', () => {
    for (const profile of profiles) expect(capsOf(profile, profiles, '654225', NOW)).toEqual([]);
  });

  it('are those of the standard, and of every office above the case that has a budget this year', () => {
    const caps = capsOf(strict, [...profiles, strict], '654225100', NOW);
    expect(caps.map(({ name, limitFen }) => [name, limitFen / 100])).toEqual([
      ['case', 100_000],
      ['person-day', 300],
      ['person-month', 500],
      ['budget-day', 2000],
      ['budget-year', 50_000],
      ['budget-year', 90_000],
    ]);
    expect(capsOf(strict, [strict], null, NOW).map(({ name }) => name)).not.toContain('budget-year');
  });

  it('are counted from midnight in Beijing of the day, the first of the month and of the year', () => {
    // 01:30 on 1 April in Beijing is still 31 March in London.
    expect([windowStart(NOW, 'day'), windowStart(NOW, 'month'), windowStart(NOW, 'year')]).toEqual([
      '2026-03-31T16:00:00.000Z',
      '2026-03-31T16:00:00.000Z',
      '2025-12-31T16:00:00.000Z',
    ]);
  });

  it('refuse exactly what is more than is left, the tightest first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000)), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 10_000 }),
        (pairs, fen) => {
          const uses = pairs.map(([limit, used]) => use(limit, used));
          const least = Math.min(...uses.map((one) => capRoom(one) ?? 0));
          const broken = brokenCap(uses, fen);
          expect(broken === null).toBe(fen <= least);
          if (broken !== null) expect(capRoom(broken)).toBe(least);
        },
      ),
    );
  });

  it('of a person nobody knows yet refuse nothing, and say so', () => {
    expect(brokenCap([use(100, null)], 1_000)).toBeNull();
    expect(capText(use(50_000, null))).toBe('同一人每月最高500元，领奖人核对以后才知道用了多少。');
  });

  it('are told in words, with what is left', () => {
    expect(capText(use(50_000, 30_000))).toBe('同一人每月最高500元，已用300元，这次最多200元。');
    expect(capText(use(50_000, 50_000))).toBe('同一人每月最高500元，已用500元，已经用完。');
  });
});
