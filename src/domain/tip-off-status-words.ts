import type { CasePeriods, ClockName } from './case-clock.ts';
import type { CaseFile } from './case-file.ts';
import type { DeclineReason, RewardState } from './case-state.ts';
import type { Period } from './deadline.ts';
import type { ClaimWay, StatusDeed } from './tip-off-status.ts';

const UNIT = { hours: '小时', days: '日', 'working-days': '个工作日' } as const;
const span = ({ amount, unit }: Period): string => `${amount} ${UNIT[unit]}`;

/** The rule a deadline rests on, with its length. What no rule says is said to be this portal's own. */
export function clockBasis(name: ClockName, file: CaseFile, periods: CasePeriods): string {
  switch (name) {
    case 'accept':
      return `本站自定，${span(periods.accept)}`;
    case 'first-check':
      return file.isEvacuation
        ? `《消防监督检查规定》，堵塞疏散通道、擅自停用消防设施的 ${span(periods.fireUrgent)}`
        : `《消防监督检查规定》，${span(periods.fireOther)}`;
    case 'handle':
      return `安监总财〔2018〕19号，受理之后 ${span(periods.handle)}${file.extension === null ? '' : `，经批准延长 ${file.extension.days} 日`}`;
    case 'feedback':
      return `安监总财〔2012〕63号，有结论之后 ${span(periods.feedback)}`;
    case 'reward-notice':
      return `参照各地办法，有结论之后 ${span(periods.rewardNotice)}`;
    case 'claim':
      return `奖励办法，接到通知之后 ${file.claimDays + file.claimExtendedDays} 日`;
    case 'rectify':
      return '《安全生产法》第七十三条，由责令整改的部门定';
    case 'purge':
      return '《个人信息保护法》第十九条、第四十七条，天数由本站自定';
  }
}

/** What runs until then, said to the person who reported. */
export const CLOCK_TEXT: Record<ClockName, string> = {
  accept: '决定受理不受理',
  'first-check': '到现场核查',
  handle: '办结',
  feedback: '把核查结论告诉您',
  'reward-notice': '核定奖励并通知',
  claim: '您来领奖',
  rectify: '对方整改到位',
  purge: '清除全部内容，查询码随之作废',
};

/** What to do when it was not accepted. */
export const AFTER_DECLINE: Record<DeclineReason, string> = {
  'out-of-scope': '请打 12345，由政务热线转给管这件事的部门。',
  'no-object': '知道是哪家单位、在哪里、什么事的，写在下面，或者再报一次。',
  'already-accepted': '不用再报。那件事办完，结果会按规定公开。',
  'not-a-report': '咨询和建议请打 12345；复议、诉讼、信访请向受理它们的机关提出。',
  other: '原因见办理部门的留言。不清楚的，写在下面问。',
};

export const REWARD_TEXT: Record<RewardState, string> = {
  none: '没有奖励事项。',
  assessing: '正在核定。定下来以后会写在这里，请过些天再来看。',
  approved: '正在核定。定下来以后会写在这里，请过些天再来看。',
  notified: '已经定下来了，等您来领。',
  claimed: '您已申请领奖。身份保管员核对以后发放，发放了会写在这里。',
  paid: '已经发放。没有收到的，请带查询码到承办单位查问。',
  lapsed: '过了领奖期限没有领，按规定视为放弃。有特殊原因的，请向承办单位说明。',
  waived: '您已放弃这笔奖励。',
  denied: '这件事没有奖励。不清楚原因的，写在下面问。',
  revoked: '奖励已经撤销。不清楚原因的，写在下面问。',
};

export const BY_HAND_TEXT: Record<Extract<ClaimWay, { by: 'hand' }>['why'], string> = {
  'no-secret': '举报时没有设领奖密码，不能在网上领。请带查询码和身份证到承办单位现场领。',
  locked: '领奖密码错了太多次，网上不能再试。请带查询码和身份证到承办单位，由身份保管员核对。',
  'no-key': '本站现在不能在网上收领奖信息。请带查询码和身份证到承办单位现场领。',
};

export const DEED_TEXT: Record<StatusDeed, string> = {
  messages: '已经交给办理部门。',
  claim: '已申请领奖。',
  waive: '已放弃奖励。',
  'opt-out': '记下了，不会再问您。',
  'follow-up': '谢谢，已经记下。',
};
