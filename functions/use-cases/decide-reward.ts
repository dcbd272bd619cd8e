import type { CaseCommand } from '../../src/domain/case-command.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import { yuanText } from '../../src/domain/money.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import type { RewardTyped } from '../../src/domain/reward-desk.ts';
import { sumOf } from '../../src/domain/reward-form.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { handleCase } from './handle-case.ts';
import { reasonOf, rewardNote, type RewardDeps } from './reward-deps.ts';

/** A claim may be put off by three years at most, as 公民举报危害国家安全行为奖励办法 art. 16 has it for the longest known. */
const MAX_MORE_DAYS = 1095;

/** Everything else the approver decides: told to nobody but by the reporter's own page. */
export async function decideReward(
  deps: RewardDeps,
  member: StaffMember,
  id: string,
  version: number,
  action: 'notify' | 'lower' | 'extend-claim' | 'deny' | 'revoke',
  typed: Pick<RewardTyped, 'reason' | 'sum' | 'days'>,
): Promise<Result<CaseFile>> {
  if (action === 'notify') return handleCase(deps, id, version, { do: 'notify' }, member);
  const reason = reasonOf(typed.reason);
  if (!reason.ok) return reason;
  const command = commandOf(action, typed, reason.value);
  return command.ok
    ? handleCase(deps, id, version, command.value, member, [
        rewardNote(`${DECISION[action]}${command.said}：${reason.value}`),
      ])
    : command;
}

const DECISION = { lower: '调低', 'extend-claim': '延长领奖', deny: '不予奖励', revoke: '撤销' } as const;

function commandOf(
  action: keyof typeof DECISION,
  { sum, days }: Pick<RewardTyped, 'sum' | 'days'>,
  reason: string,
): Exclude<Result<CaseCommand>, { ok: true }> | { ok: true; value: CaseCommand; said: string } {
  if (action === 'lower') {
    const fen = sumOf(sum);
    return fen.ok
      ? { ok: true, value: { do: 'lower', fen: fen.value, reason }, said: `到 ${yuanText(fen.value)}` }
      : fen;
  }
  if (action === 'extend-claim') {
    const plain = days.normalize('NFKC').trim();
    const count = /^\d{1,4}$/.test(plain) ? Number(plain) : 0;
    if (count < 1 || count > MAX_MORE_DAYS) return failed('reward-days-invalid', 'days');
    return { ok: true, value: { do: 'extend-claim', days: count, reason }, said: ` ${count} 日` };
  }
  return { ok: true, value: { do: action, reason }, said: '' };
}
