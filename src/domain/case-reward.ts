import { runningClocks } from './case-clock.ts';
import type { CaseCommand } from './case-command.ts';
import type { ActorId, CaseFile } from './case-file.ts';
import { toReward, type Judged } from './case-move.ts';
import { isSubstantiated } from './case-state.ts';
import type { WorkCalendar } from './deadline.ts';
import type { Instant } from './instant.ts';
import { isFen, yuanText } from './money.ts';

export type RewardCommand = Extract<
  CaseCommand,
  {
    do:
      | 'assess'
      | 'approve'
      | 'deny'
      | 'notify'
      | 'claim'
      | 'lower'
      | 'extend-claim'
      | 'pay'
      | 'lapse'
      | 'waive'
      | 'revoke';
  }
>;

/** The reward's axis: assessed by one, approved by another, paid once. */
export function judgeReward(
  file: CaseFile,
  command: RewardCommand,
  by: ActorId,
  now: Instant,
  calendar: WorkCalendar,
): Judged {
  const claimDue = runningClocks(file, calendar).find(({ name }) => name === 'claim')?.dueAt ?? null;
  switch (command.do) {
    case 'assess': {
      // 灾情 has no reward; a duplicate's goes to whoever was first (安监总财〔2012〕63号 art. 13).
      const isOwed = isSubstantiated(file.finding?.finding ?? null) && file.kind !== 'situation';
      if (!isOwed || file.duplicateOf !== null) return 'case-move-refused';
      if (!isFen(command.fen) || command.fen === 0) return 'reward-amount-invalid';
      const { fen, profileId, claimDays } = command;
      return toReward(file, 'assessing', { assessment: { fen, profileId, by, at: now }, claimDays });
    }
    case 'approve':
      if (file.assessment?.by === by) return 'second-person-needed';
      return toReward(file, 'approved', { approvedBy: by });
    case 'deny':
      return toReward(file, 'denied', { rewardEndedAt: now }, command.reason);
    case 'notify':
      return toReward(file, 'notified', { notifiedAt: now });
    case 'claim':
      if (claimDue !== null && now >= claimDue) return 'claim-late';
      return toReward(file, 'claimed', {
        claimedAt: now,
        heardAt: now,
        identity: file.identity === 'none' ? 'sealed' : file.identity,
      });
    case 'lower': {
      // To a cap, before it is paid, with a reason. It never rises: that would be a new assessment.
      const { assessment } = file;
      if (assessment === null || !['assessing', 'approved', 'notified', 'claimed'].includes(file.reward))
        return 'case-move-refused';
      if (assessment.by === by) return 'second-person-needed';
      if (!isFen(command.fen) || command.fen === 0 || command.fen >= assessment.fen)
        return 'reward-amount-invalid';
      const { loweredFromFen = assessment.fen } = assessment;
      return {
        change: { assessment: { ...assessment, fen: command.fen, loweredFromFen } },
        from: yuanText(assessment.fen),
        to: yuanText(command.fen),
        reason: command.reason,
      };
    }
    case 'extend-claim':
      if (claimDue === null || !Number.isSafeInteger(command.days) || command.days < 1 || command.days > 1095)
        return 'case-move-refused';
      return { change: { claimExtendedDays: file.claimExtendedDays + command.days }, reason: command.reason };
    case 'pay':
      if (file.paidAt !== null) return 'case-move-refused';
      if (file.assessment?.by === by) return 'second-person-needed';
      return toReward(file, 'paid', { paidAt: now, rewardEndedAt: now });
    case 'lapse':
      if (claimDue === null || now < claimDue) return 'case-move-refused';
      return toReward(file, 'lapsed', { rewardEndedAt: now });
    case 'waive':
      return toReward(file, 'waived', { rewardEndedAt: now });
    case 'revoke':
      return toReward(file, 'revoked', { rewardEndedAt: now }, command.reason);
  }
}
