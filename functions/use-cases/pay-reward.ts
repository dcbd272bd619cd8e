import type { CaseCommand } from '../../src/domain/case-command.ts';
import { decideCase } from '../../src/domain/case-decide.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { handleCase, openCase } from './handle-case.ts';
import { overCap } from './reward-caps.ts';
import type { RewardDeps } from './reward-deps.ts';

/** 审批: the caps are compared and the sum promised while no other is; over a cap nothing happens. */
export function approveReward(
  deps: RewardDeps,
  member: StaffMember,
  id: string,
  version: number,
): Promise<Result<CaseFile>> {
  return withinCaps(deps, member, id, version, { do: 'approve' });
}

/**
 * 发放: once, by another than who assessed, to somebody whom the custodian looked at, within every cap. Compared and
 * written while no other reward is promised or paid: two payments to one person that fit alone do not both pass.
 */
export function payReward(
  deps: RewardDeps,
  member: StaffMember,
  id: string,
  version: number,
): Promise<Result<CaseFile>> {
  return withinCaps(deps, member, id, version, { do: 'pay' });
}

function withinCaps(
  deps: RewardDeps,
  member: StaffMember,
  id: string,
  version: number,
  command: Extract<CaseCommand, { do: 'approve' | 'pay' }>,
): Promise<Result<CaseFile>> {
  return deps.rewards.oneAtATime(async () => {
    const found = await openCase(deps, id, member, command.do);
    if (!found.ok) return found;
    const file = found.value;
    // What the rules refuse anyway is refused, and noted, by them; a cap is no reason to tell who may not ask.
    if (decideCase(file, command, member, deps.now(), deps.calendar).ok && file.version === version) {
      if (command.do === 'pay' && !(await deps.claims.claimIsCleared(id))) return failed('claim-not-cleared');
      const over = await overCap(deps, file);
      if (over !== null) return over;
    }
    return handleCase(deps, id, version, command, member);
  });
}
