import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRewardProfiles } from '../../src/content/reward-profiles.ts';
import { answerReward, kindsOffered, readRewardQuestion } from '../../src/domain/reward-question.ts';

const profiles = readRewardProfiles(readFileSync('content/tip-off/reward-profiles.yaml', 'utf8'));
const ask = (id: string, query: string) => {
  const profile = profiles.find((one) => one.id === id);
  if (profile === undefined) throw new Error(id);
  const question = readRewardQuestion(new URLSearchParams(query), profile);
  const result = answerReward(profile, question);
  return { question, answer: result.ok ? result.value.fen / 100 : result.problem.word };
};

describe('the reward calculator', () => {
  it('answers what was typed as people type it', () => {
    expect(ask('national-2018', 'what=penalty&fine=１００，０００元').answer).toBe(15_000);
    expect(ask('national-2018', 'what=concealment&level=serious&deaths=2').answer).toBe(80_000);
    expect(ask('henan-2025', 'what=penalty&fine=10000&insider=1').answer).toBe(4000);
    expect(ask('fire-liuan-2024', 'what=tariff&item=fire-major').answer).toBe(500);
  });

  it('keeps what was typed when it cannot be an amount', () => {
    const { question, answer } = ask('national-2018', 'what=penalty&fine=很多');
    expect([question.fine, answer]).toEqual(['很多', 'reward-amount-invalid']);
  });

  it.each([
    'what=penalty&fine=-1',
    'what=penalty&fine=',
    'what=concealment&deaths=1.5',
    'what=concealment&deaths=-1',
  ])('gives no sum for %s', (query) => {
    expect(ask('national-2018', query).answer).toBe('reward-amount-invalid');
  });

  it('leaves a range to the office', () => {
    expect(ask('shandong-2021', 'what=tariff').answer).toBe('reward-amount-invalid');
  });

  it('offers only what the standard knows, whatever was asked for', () => {
    const fire = profiles.find(({ id }) => id === 'fire-liuan-2024');
    expect(fire && kindsOffered(fire)).toEqual(['tariff']);
    expect(ask('fire-liuan-2024', 'what=penalty&fine=100').question.what).toBe('tariff');
  });
});
