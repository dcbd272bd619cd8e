import { runningClocks } from '../../src/domain/case-clock.ts';
import type { CaseCommand } from '../../src/domain/case-command.ts';
import { decideCase } from '../../src/domain/case-decide.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import { isSubstantiated } from '../../src/domain/case-state.ts';
import { failed, ok, type ProblemWord, type Result } from '../../src/domain/problem.ts';
import {
  REWARD_ACTIONS,
  REWARD_WORKERS,
  type RewardAction,
  type RewardTask,
  type RewardView,
} from '../../src/domain/reward-desk.ts';
import { conditionsOf } from '../../src/domain/reward-eligibility.ts';
import { hasRole, type StaffMember } from '../../src/domain/staff.ts';
import { basisOf } from './assess-reward.ts';
import { openCase } from './handle-case.ts';
import { capUses } from './reward-caps.ts';
import { profileOf, profilesFor, type RewardDeps } from './reward-deps.ts';

const MOST_TASKS = 200;

/** The reward of one case for who works on it: not a word of the tip-off, nothing of who reported. */
export async function openReward(
  deps: RewardDeps,
  member: StaffMember,
  id: string,
  rule: string | null,
): Promise<Result<RewardView>> {
  if (!hasRole(member, ...REWARD_WORKERS)) return failed('role-missing');
  const found = await openCase(deps, id, member, 'open-reward');
  if (!found.ok) return found;
  const file = found.value;
  const profile = profileOf(deps, file, rule);
  const [basis, isCleared, people] = await Promise.all([
    deps.rewards.readBasis(id),
    deps.claims.claimIsCleared(id),
    deps.accounts.listAccounts(),
  ]);
  return ok({
    file,
    regionName: deps.regionName(file.adcode),
    profile,
    profiles: profilesFor(deps, file.adcode).map((one) => ({ id: one.id, name: one.name })),
    conditions: conditionsOf(file, profile, basisOf(file, basis, isCleared)),
    isInsider: basis.isInsider,
    records: basis.records,
    caps: await capUses(deps, file, basis.personTag, rule),
    isCleared,
    claimDueAt: runningClocks(file, deps.calendar).find(({ name }) => name === 'claim')?.dueAt ?? null,
    actions: actionsOf(deps, file, member),
    nameOf: Object.fromEntries(people.map((person) => [person.id, person.name])),
    now: deps.now(),
  });
}

/** Asked of the rules themselves, with a command that would pass: what a page offers is what they allow. */
function actionsOf(
  deps: RewardDeps,
  file: CaseFile,
  member: StaffMember,
): Record<RewardAction, ProblemWord | null> {
  const refusal = (action: RewardAction): ProblemWord | null => {
    const tried = decideCase(file, trial(action, file), member, deps.now(), deps.calendar);
    return tried.ok ? null : tried.problem.word;
  };
  return Object.fromEntries(REWARD_ACTIONS.map((action) => [action, refusal(action)])) as Record<
    RewardAction,
    ProblemWord | null
  >;
}

function trial(action: RewardAction, file: CaseFile): CaseCommand {
  if (action === 'assess') return { do: action, fen: 100, profileId: '', claimDays: 60 };
  if (action === 'lower')
    return { do: action, fen: Math.max(1, (file.assessment?.fen ?? 2) - 1), reason: '' };
  if (action === 'extend-claim') return { do: action, days: 1, reason: '' };
  if (action === 'deny' || action === 'revoke') return { do: action, reason: '' };
  return { do: action };
}

/** What waits for this person, the most pressing first. */
export async function rewardTasks(deps: RewardDeps, member: StaffMember): Promise<RewardTask[]> {
  if (!hasRole(member, ...REWARD_WORKERS)) return [];
  const { adcodes } = member;
  const [begun, open] = await Promise.all([
    deps.cases.listCases({ adcodes, rewards: ['assessing', 'approved', 'claimed'] }, MOST_TASKS),
    // Of those without a reward only what was found true has one to come.
    deps.cases.listCases(
      { adcodes, rewards: ['none'], states: ['verified', 'rectifying', 'rectified', 'closed'] },
      MOST_TASKS,
    ),
  ]);
  return [...begun, ...open].flatMap((file) => {
    const what = nextStep(file, member);
    if (what === null) return [];
    const due = runningClocks(file, deps.calendar).find(({ name }) => name === 'reward-notice');
    return [
      {
        caseId: file.id,
        caseNo: file.caseNo,
        regionName: deps.regionName(file.adcode),
        what,
        fen: file.assessment?.fen ?? null,
        dueAt: due?.dueAt ?? null,
      },
    ];
  });
}

function nextStep(file: CaseFile, member: StaffMember): string | null {
  const isOwed =
    isSubstantiated(file.finding?.finding ?? null) && file.kind !== 'situation' && file.duplicateOf === null;
  if (file.reward === 'none') return isOwed && hasRole(member, 'handler') ? '核定奖励' : null;
  if (!hasRole(member, 'approver')) return null;
  if (file.reward === 'assessing') return file.assessment?.by === member.id ? null : '审批';
  return file.reward === 'approved' ? '通知举报人' : '发放';
}
