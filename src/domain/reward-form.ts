import { ACCIDENT_LEVELS, type AccidentLevel } from './accident-level.ts';
import { isFen, parseYuan, type Fen } from './money.ts';
import { failed, ok, type Result } from './problem.ts';
import type { RewardProfile } from './reward-profile.ts';
import type { RewardFact } from './reward.ts';

/**
 * 安全生产法(2021) art. 114: 20 000 000 yuan, five times that at the very worst. What is more is a slip of the finger,
 * and where days add up to more the reward has long been at its cap.
 */
export const MAX_FINE_FEN: Fen = 10_000_000_000;
const LONGEST_TYPED = 60;
const FIELDS = ['fine', 'level', 'deaths', 'total', 'item', 'decided'] as const;

/** What the person typed, kept as typed, whatever became of it. */
export interface AssessTyped extends Record<(typeof FIELDS)[number], string> {
  isInsider: boolean;
  /** Conditions that were answered with yes or no, by id. */
  answers: Readonly<Record<string, 'yes' | 'no'>>;
}

export const NOTHING_ASSESSED: AssessTyped = {
  fine: '', level: 'general', deaths: '', total: '', item: '', decided: '', isInsider: false, answers: {},
}; // prettier-ignore

export function readAssessTyped(form: URLSearchParams): AssessTyped {
  const typed = (name: string): string => (form.get(name) ?? '').slice(0, LONGEST_TYPED);
  const answers = [...form].flatMap(([name, value]) =>
    name.startsWith('is-') && (value === 'yes' || value === 'no') ? [[name.slice(3), value] as const] : [],
  );
  return {
    ...(Object.fromEntries(FIELDS.map((name) => [name, typed(name)])) as Record<
      (typeof FIELDS)[number],
      string
    >),
    isInsider: form.get('insider') === '1',
    answers: Object.fromEntries(answers),
  };
}

/** The findings that the form tells of; `path` of a refusal names its field. Of several the highest reward counts. */
export function factsOf(typed: AssessTyped, profile: RewardProfile): Result<readonly RewardFact[]> {
  const facts: RewardFact[] = [];
  if (typed.fine.trim() !== '') {
    const fineFen = parseYuan(typed.fine);
    if (fineFen === null) return failed('reward-amount-invalid', 'fine');
    if (fineFen > MAX_FINE_FEN) return failed('reward-fine-unlikely', 'fine');
    facts.push({ kind: 'penalty', fineFen });
  }
  if (typed.deaths.trim() !== '' || typed.total.trim() !== '') {
    const concealedDeaths = countOf(typed.deaths);
    const totalDeaths = typed.total.trim() === '' ? concealedDeaths : countOf(typed.total);
    if (concealedDeaths === null) return failed('reward-deaths-invalid', 'deaths');
    if (totalDeaths === null) return failed('reward-deaths-invalid', 'total');
    facts.push({ kind: 'concealment', level: levelOf(typed.level), concealedDeaths, totalDeaths });
  }
  if (typed.item !== '') {
    const tariff = profile.tariffs.find(({ id }) => id === typed.item);
    if (tariff === undefined) return failed('reward-not-in-profile', 'item');
    if (tariff.leastFen === tariff.mostFen) facts.push({ kind: 'tariff', id: tariff.id });
    else {
      const decidedFen = parseYuan(typed.decided);
      if (decidedFen === null || decidedFen < tariff.leastFen || decidedFen > tariff.mostFen)
        return failed('reward-amount-invalid', 'decided');
      facts.push({ kind: 'tariff', id: tariff.id, decidedFen });
    }
  }
  return facts.length === 0 ? failed('reward-nothing-found', 'fine') : ok(facts);
}

/** A sum that something is lowered to: a whole number of fen above nothing. */
export function sumOf(text: string): Result<Fen> {
  const fen = parseYuan(text.slice(0, LONGEST_TYPED));
  return fen !== null && isFen(fen) && fen > 0 ? ok(fen) : failed('reward-amount-invalid', 'sum');
}

const levelOf = (text: string): AccidentLevel => ACCIDENT_LEVELS.find((one) => one === text) ?? 'general';

function countOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  return /^\d{1,6}$/.test(plain) ? Number(plain) : null;
}
