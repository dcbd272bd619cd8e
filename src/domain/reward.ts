import { mostDeaths, type AccidentLevel } from './accident-level.ts';
import { BASIS_POINTS, isFen, type Fen } from './money.ts';
import { failed, ok, type Result } from './problem.ts';
import type { RewardProfile } from './reward-profile.ts';

/** One finding that may be rewarded. Of several findings in one case the highest reward counts, never the sum. */
export type RewardFact =
  /** 重大事故隐患或违法行为, with the fine that was imposed (0: none). */
  | { kind: 'penalty'; fineFen: Fen }
  /** 瞒报、谎报 of so many deaths in an accident of this final level. */
  | { kind: 'concealment'; level: AccidentLevel; concealedDeaths: number; totalDeaths?: number }
  /** An item of the profile's tariff, with the sum decided where it is a range. */
  | { kind: 'tariff'; id: string; decidedFen?: Fen };

/** One line of how a sum came about, for the record and for the citizen. */
export interface RewardStep {
  rule: 'share' | 'floor' | 'cap' | 'per-death' | 'tariff' | 'insider' | 'insider-cap' | 'rounded';
  /** After this step, in fen, rounded for show only. */
  fen: Fen;
}

export interface Assessment {
  fen: Fen;
  fact: RewardFact;
  steps: readonly RewardStep[];
}

/** Fractions of a fen stay exact until the end: amounts are counted in fen × 10 000 × 10 000. */
const SCALE = BigInt(BASIS_POINTS) ** 2n;
const YUAN = 100n * SCALE;
const exact = (fen: Fen): bigint => BigInt(fen) * SCALE;
const shown = (amount: bigint): Fen => Number((amount + SCALE / 2n) / SCALE);

/**
 * The reward for the findings of one case: base clamped between floor and cap, then the insider's uplift, then the
 * cap again, and at the very end half up to the yuan (no rule on rounding was found; this one is ours).
 */
export function assessReward(
  profile: RewardProfile,
  facts: readonly RewardFact[],
  isInsider: boolean,
): Result<Assessment> {
  let best: { amount: bigint; assessment: Assessment } | null = null;
  for (const [index, fact] of facts.entries()) {
    const steps: RewardStep[] = [];
    const base = baseOf(profile, fact, steps, `facts.${index}`);
    if (!base.ok) return base;
    const amount = toYuan(isInsider ? uplifted(profile, base.value, steps) : base.value, steps);
    if (best === null || amount > best.amount)
      best = { amount, assessment: { fen: shown(amount), fact, steps } };
  }
  return best === null ? failed('reward-nothing-found', 'facts') : ok(best.assessment);
}

function baseOf(profile: RewardProfile, fact: RewardFact, steps: RewardStep[], path: string): Result<bigint> {
  if (fact.kind === 'penalty') return penaltyBase(profile, fact.fineFen, steps, path);
  if (fact.kind === 'concealment') return concealmentBase(profile, fact, steps, path);
  const tariff = profile.tariffs.find(({ id }) => id === fact.id);
  if (tariff === undefined) return failed('reward-not-in-profile', path, fact.id);
  const decided = fact.decidedFen ?? (tariff.leastFen === tariff.mostFen ? tariff.leastFen : null);
  if (decided === null || !isFen(decided) || decided < tariff.leastFen || decided > tariff.mostFen)
    return failed('reward-amount-invalid', path);
  steps.push({ rule: 'tariff', fen: decided });
  return ok(exact(decided));
}

function penaltyBase(
  profile: RewardProfile,
  fineFen: Fen,
  steps: RewardStep[],
  path: string,
): Result<bigint> {
  const share = profile.penalty;
  if (share === null) return failed('reward-not-in-profile', path);
  if (!isFen(fineFen)) return failed('reward-amount-invalid', path);
  const part = (exact(fineFen) * BigInt(share.rateBp)) / BigInt(BASIS_POINTS);
  steps.push({ rule: 'share', fen: shown(part) });
  return ok(clamp(part, share.floorFen, share.capFen, steps));
}

function concealmentBase(
  profile: RewardProfile,
  fact: Extract<RewardFact, { kind: 'concealment' }>,
  steps: RewardStep[],
  path: string,
): Result<bigint> {
  const rule = profile.concealment;
  if (rule === null) return failed('reward-not-in-profile', path);
  const { level, concealedDeaths, totalDeaths = concealedDeaths } = fact;
  const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0 && count <= 100_000;
  // More deaths than the level can have: one of the two is wrong, and the money would be wrong with it.
  if (
    !isCount(concealedDeaths) ||
    !isCount(totalDeaths) ||
    concealedDeaths > totalDeaths ||
    totalDeaths > mostDeaths(level)
  )
    return failed('reward-deaths-invalid', path);
  // An accident hidden without a death is rewarded by a person's decision: the rule counts deaths.
  if (concealedDeaths === 0) return failed('reward-by-hand', path);
  const sum = exact(rule.perDeathFen[level]) * BigInt(concealedDeaths);
  steps.push({ rule: 'per-death', fen: shown(sum) });
  return ok(clamp(sum, 0, rule.capFen, steps));
}

function clamp(amount: bigint, floorFen: Fen, capFen: Fen, steps: RewardStep[]): bigint {
  if (amount < exact(floorFen)) {
    steps.push({ rule: 'floor', fen: floorFen });
    return exact(floorFen);
  }
  if (amount <= exact(capFen)) return amount;
  steps.push({ rule: 'cap', fen: capFen });
  return exact(capFen);
}

function uplifted(profile: RewardProfile, base: bigint, steps: RewardStep[]): bigint {
  const rule = profile.insider;
  if (rule === null) return base;
  const share = (base * BigInt(rule.rateBp)) / BigInt(BASIS_POINTS);
  const sum = base + (share > exact(rule.leastFen) ? share : exact(rule.leastFen));
  steps.push({ rule: 'insider', fen: shown(sum) });
  if (sum <= exact(rule.capFen)) return sum;
  steps.push({ rule: 'insider-cap', fen: rule.capFen });
  return exact(rule.capFen);
}

function toYuan(amount: bigint, steps: RewardStep[]): bigint {
  const rounded = ((amount + YUAN / 2n) / YUAN) * YUAN;
  if (rounded !== amount) steps.push({ rule: 'rounded', fen: shown(rounded) });
  return rounded;
}
