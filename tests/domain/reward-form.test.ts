import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRewardProfiles } from '../../src/content/reward-rules.ts';
import { factsOf, readAssessTyped, sumOf } from '../../src/domain/reward-form.ts';

const profiles = readRewardProfiles(readFileSync('content/tip-off/reward-profiles.yaml', 'utf8'));
const facts = (id: string, fields: Record<string, string>) => {
  const profile = profiles.find((one) => one.id === id);
  if (profile === undefined) throw new Error(id);
  const result = factsOf(readAssessTyped(new URLSearchParams(fields)), profile);
  return result.ok ? result.value : `${result.problem.word} ${result.problem.path}`;
};

describe('what is typed for an assessment', () => {
  it.each([
    ['1e9', 'reward-amount-invalid fine'],
    ['-1', 'reward-amount-invalid fine'],
    ['－1', 'reward-amount-invalid fine'],
    ['0.005', 'reward-amount-invalid fine'],
    ['NaN', 'reward-amount-invalid fine'],
    ['十万', 'reward-amount-invalid fine'],
    ['1000000000', 'reward-fine-unlikely fine'],
    ['100000000.01', 'reward-fine-unlikely fine'],
  ])('a fine of %s is refused by its field', (fine, refusal) => {
    expect(facts('national-2018', { fine })).toBe(refusal);
  });

  it.each([
    ['２０００４', 2_000_400],
    ['20,004.50 元', 2_000_450],
    ['0', 0],
    ['100000000', 10_000_000_000],
  ])('a fine of %s is read', (fine, fineFen) => {
    expect(facts('national-2018', { fine })).toEqual([{ kind: 'penalty', fineFen }]);
  });

  it.each([
    [{ deaths: '-1' }, 'reward-deaths-invalid deaths'],
    [{ deaths: '1.5' }, 'reward-deaths-invalid deaths'],
    [{ deaths: '1', total: 'x' }, 'reward-deaths-invalid total'],
    [{ total: '3' }, 'reward-deaths-invalid deaths'],
    [{}, 'reward-nothing-found fine'],
    [{ item: 'nothing' }, 'reward-not-in-profile item'],
  ])('%j is refused by its field', (fields, refusal) => {
    expect(facts('national-2018', fields as Record<string, string>)).toBe(refusal);
  });

  it('of a tariff that is a range needs a sum within it', () => {
    const decided = (sum: string) => facts('shandong-2021', { item: 'general-hazard', decided: sum });
    expect([decided('499'), decided('5000.01'), decided('')]).toEqual(
      Array(3).fill('reward-amount-invalid decided'),
    );
    expect(decided('800')).toEqual([{ kind: 'tariff', id: 'general-hazard', decidedFen: 80_000 }]);
  });

  it('may be several findings at once', () => {
    expect(facts('national-2018', { fine: '0', level: 'serious', deaths: '１', total: '4' })).toEqual([
      { kind: 'penalty', fineFen: 0 },
      { kind: 'concealment', level: 'serious', concealedDeaths: 1, totalDeaths: 4 },
    ]);
  });

  it('to lower a sum is money above nothing', () => {
    expect([sumOf('0').ok, sumOf('-5').ok, sumOf('1e3').ok, sumOf('0.001').ok]).toEqual(Array(4).fill(false));
    expect(sumOf('２００')).toEqual({ ok: true, value: 20_000 });
  });
});
