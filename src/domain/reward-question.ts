import { ACCIDENT_LEVELS, type AccidentLevel } from './accident-level.ts';
import { parseYuan } from './money.ts';
import { failed, type Result } from './problem.ts';
import { assessReward, type Assessment, type RewardFact } from './reward.ts';
import type { RewardProfile } from './reward-profile.ts';

/** What a person typed into the calculator; shown again beside the answer, whatever it was. */
export interface RewardQuestion {
  what: 'penalty' | 'concealment' | 'tariff';
  fine: string;
  level: AccidentLevel;
  deaths: string;
  item: string;
  isInsider: boolean;
  /** Whether anything was asked at all. */
  isAsked: boolean;
}

const LONGEST_TYPED = 30;

/** Reads the calculator's form. Unknown choices fall back to the first; what was typed is kept as it is. */
export function readRewardQuestion(form: URLSearchParams, profile: RewardProfile): RewardQuestion {
  const typed = (name: string): string => (form.get(name) ?? '').slice(0, LONGEST_TYPED);
  const offered = kindsOffered(profile);
  const level = typed('level');
  return {
    what: offered.find((kind) => kind === typed('what')) ?? offered[0] ?? 'penalty',
    fine: typed('fine'),
    level: ACCIDENT_LEVELS.find((one) => one === level) ?? 'general',
    deaths: typed('deaths'),
    item: typed('item') || (profile.tariffs[0]?.id ?? ''),
    isInsider: typed('insider') === '1',
    isAsked: form.has('what'),
  };
}

/** The kinds of reward a standard knows, in the order they are offered. */
export function kindsOffered(profile: RewardProfile): RewardQuestion['what'][] {
  return [
    ...(profile.penalty === null ? [] : ['penalty' as const]),
    ...(profile.concealment === null ? [] : ['concealment' as const]),
    ...(profile.tariffs.length === 0 ? [] : ['tariff' as const]),
  ];
}

/** The calculator's answer; a tariff that is a range has none, for the office decides within it. */
export function answerReward(profile: RewardProfile, question: RewardQuestion): Result<Assessment> {
  const fact = factOf(question);
  return fact === null
    ? failed('reward-amount-invalid', question.what === 'penalty' ? 'fine' : 'deaths')
    : assessReward(profile, [fact], question.isInsider);
}

function factOf(question: RewardQuestion): RewardFact | null {
  if (question.what === 'tariff') return { kind: 'tariff', id: question.item };
  if (question.what === 'penalty') {
    const fineFen = parseYuan(question.fine);
    return fineFen === null ? null : { kind: 'penalty', fineFen };
  }
  const deaths = question.deaths.normalize('NFKC').trim();
  if (!/^\d{1,6}$/.test(deaths)) return null;
  return { kind: 'concealment', level: question.level, concealedDeaths: Number(deaths) };
}
