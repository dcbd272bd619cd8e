import { failed, ok, type Result } from '../../src/domain/problem.ts';
import {
  NOTHING_TYPED,
  REWARD_ACTIONS,
  type RewardAnswer,
  type RewardDesk,
  type RewardTyped,
} from '../../src/domain/reward-desk.ts';
import { readAssessTyped } from '../../src/domain/reward-form.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { readForm } from '../http/read-form.ts';
import { assessCase, reckonReward } from '../use-cases/assess-reward.ts';
import { decideReward } from '../use-cases/decide-reward.ts';
import { approveReward, payReward } from '../use-cases/pay-reward.ts';
import { readLedger } from '../use-cases/read-ledger.ts';
import { openReward, rewardTasks } from '../use-cases/read-reward.ts';
import type { RewardDeps } from '../use-cases/reward-deps.ts';

const MAX_BYTES = 16 * 1024;

/** What the pages about rewards read and do. Their forms work without script; what was typed comes back when refused. */
export function rewardDesk(deps: RewardDeps): RewardDesk {
  async function act(
    member: StaffMember,
    id: string,
    action: RewardAnswer['action'],
    form: URLSearchParams,
    typed: RewardTyped,
  ): Promise<RewardAnswer['result']> {
    const { rule } = typed;
    if (action === 'reckon') return reckonReward(deps, member, id, rule, typed);
    const version = /^\d{1,9}$/.exec(form.get('version') ?? '')?.[0];
    if (version === undefined || action === null) return failed('form-invalid');
    const seen = Number(version);
    if (action === 'assess') return done(await assessCase(deps, member, id, seen, rule, typed));
    if (action === 'approve') return done(await approveReward(deps, member, id, seen));
    if (action === 'pay') return done(await payReward(deps, member, id, seen));
    return done(await decideReward(deps, member, id, seen, action, typed));
  }
  return {
    regionName: deps.regionName,
    open: (member, id, rule) => openReward(deps, member, id, rule),
    tasks: (member) => rewardTasks(deps, member),
    ledger: (member, asked) => readLedger(deps, member, asked),
    async act(member, id, request) {
      const read = await readForm(request, MAX_BYTES);
      if (!read.ok) return { action: null, result: read, typed: NOTHING_TYPED };
      const form = read.value;
      const field = (name: string): string => (form.get(name) ?? '').slice(0, 1000);
      const pressed = field('do');
      const action = (['reckon', ...REWARD_ACTIONS] as const).find((one) => one === pressed) ?? null;
      const typed = {
        ...readAssessTyped(form), rule: field('rule'), reason: field('reason'), sum: field('sum'), days: field('days'),
      }; // prettier-ignore
      return { action, result: await act(member, id, action, form, typed), typed };
    },
  };
}

const done = (result: Result<unknown>): Result<null> => (result.ok ? ok(null) : result);
