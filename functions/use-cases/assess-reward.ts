import type { CaseFile } from '../../src/domain/case-file.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import {
  conditionsOf,
  toAnswer,
  unmet,
  type CaseBasis,
  type Condition,
} from '../../src/domain/reward-eligibility.ts';
import { factsOf, type AssessTyped } from '../../src/domain/reward-form.ts';
import { reckoningLines } from '../../src/domain/reward-words.ts';
import { assessReward, type Assessment } from '../../src/domain/reward.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { handleCase, openCase } from './handle-case.ts';
import { profileOf, rewardNote, type RewardDeps } from './reward-deps.ts';
import type { RewardBasis } from '../store/reward-contract.ts';

/** The reckoning of what was typed, by the standard chosen; nothing is kept. */
export async function reckonReward(
  deps: RewardDeps,
  member: StaffMember,
  id: string,
  rule: string | null,
  typed: AssessTyped,
): Promise<Result<Assessment>> {
  const found = await openCase(deps, id, member, 'reckon');
  if (!found.ok) return found;
  const profile = profileOf(deps, found.value, rule);
  const facts = factsOf(typed, profile);
  if (!facts.ok) return facts;
  const reckoned = assessReward(profile, facts.value, typed.isInsider);
  if (reckoned.ok) return reckoned;
  // The finding's place in the list says nothing to who filled in the form: its field does.
  const { word, path = '' } = reckoned.problem;
  const fact = facts.value[Number(/^facts\.(\d)$/.exec(path)?.[1] ?? -1)];
  return failed(word, fact === undefined ? path : FIELD_OF[fact.kind]);
}

const FIELD_OF = { penalty: 'fine', concealment: 'deaths', tariff: 'item' } as const;

/**
 * 核定: every condition is met or was answered with yes by the person who assesses, and the sum is the standard's, never
 * one that was typed. How it came about is kept with the case, sealed, for the one who approves.
 */
export async function assessCase(
  deps: RewardDeps,
  member: StaffMember,
  id: string,
  version: number,
  rule: string | null,
  typed: AssessTyped,
): Promise<Result<CaseFile>> {
  const found = await openCase(deps, id, member, 'assess');
  if (!found.ok) return found;
  const file = found.value;
  const reckoned = await reckonReward(deps, member, id, rule, typed);
  if (!reckoned.ok) return reckoned;
  const profile = profileOf(deps, file, rule);
  const conditions = conditionsOf(file, profile, basisOf(file, await deps.rewards.readBasis(id), false));
  const missing = toAnswer(conditions).find((one) => typed.answers[one.id] === undefined);
  if (missing !== undefined) return failed('reward-answer-missing', `is-${missing.id}`, missing.name);
  const [against] = unmet(conditions, (one) => typed.answers[one] === 'yes');
  if (against !== undefined) return failed('reward-not-eligible', `is-${against.id}`, against.name);
  const { fen } = reckoned.value;
  const record = rewardNote(
    ...reckoningLines(profile, reckoned.value),
    profile.insider !== null && typed.isInsider ? '按从业人员举报上浮。' : '没有上浮。',
    ...conditions.map((one) => `${one.name}：${stateText(one)}`),
  );
  const { claimDays } = profile;
  return handleCase(deps, id, version, { do: 'assess', fen, profileId: profile.id, claimDays }, member, [
    record,
  ]);
}

/** What is known for the conditions; which of the linked cases came first is decided by the order of receipt. */
export function basisOf(file: CaseFile, basis: RewardBasis, isCleared: boolean): CaseBasis {
  const { hasRespondent, isInsider, hasClaimSecret, linked } = basis;
  return {
    hasRespondent,
    isInsider,
    hasClaimSecret,
    isCleared,
    earlier: linked.filter(({ sequence }) => sequence < file.sequence).map(({ caseNo }) => caseNo),
    rewarded: linked.filter(({ isRewarded }) => isRewarded).map(({ caseNo }) => caseNo),
  };
}

function stateText({ state }: Condition): string {
  if (state === 'custodian') return '领奖时由身份保管员核对';
  return state === 'none' ? '不适用' : state === 'met' ? '符合' : '核定人确认';
}
