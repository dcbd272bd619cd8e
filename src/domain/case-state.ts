/**
 * Four separate axes of a tip-off's case: one list of states for all would explode, and would tell whoever sees the
 * case's progress about the reward and the identity too.
 */
export const CASE_STATES = [
  'received',
  'needs-info',
  'accepted',
  'declined',
  'transferred',
  'verifying',
  'verified',
  'rectifying',
  'rectified',
  'closed',
  'reopened',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const CASE_STATE_NAME: Record<CaseState, string> = {
  received: '已接收',
  'needs-info': '待补充',
  accepted: '已受理',
  declined: '不予受理',
  transferred: '已转办',
  verifying: '核查中',
  verified: '已核查',
  rectifying: '整改中',
  rectified: '已整改待办结',
  closed: '已办结',
  reopened: '重新办理',
};

/** 核查结论. */
export const FINDINGS = ['substantiated', 'partly', 'unsubstantiated', 'unverifiable'] as const;
export type Finding = (typeof FINDINGS)[number];
export const FINDING_NAME: Record<Finding, string> = {
  substantiated: '属实',
  partly: '部分属实',
  unsubstantiated: '不属实',
  unverifiable: '无法查清',
};

export type RewardState =
  | 'none'
  | 'assessing'
  | 'approved'
  | 'notified'
  | 'claimed'
  | 'paid'
  | 'lapsed'
  | 'waived'
  | 'denied'
  | 'revoked';
export const REWARD_STATE_NAME: Record<RewardState, string> = {
  none: '没有奖励事项',
  assessing: '奖励核定中',
  approved: '奖励已批准',
  notified: '等您领奖',
  claimed: '已申请领奖',
  paid: '已发放',
  lapsed: '逾期没有领取',
  waived: '自愿放弃',
  denied: '不予奖励',
  revoked: '已撤销',
};

export type IdentityState = 'none' | 'sealed' | 'access-requested' | 'access-granted' | 'purged';
export type PublicationState = 'private' | 'counted' | 'published';

/** Why a tip-off is not accepted; shown to the reporter in these words. */
export const DECLINE_REASONS = {
  'out-of-scope': '不属于安全生产、消防隐患或灾情的范围',
  'no-object': '没有明确的对象或具体事项，也无法联系补充',
  'already-accepted': '同一事项已经受理，正在办理',
  'not-a-report': '属于咨询、建议、信息公开、复议或诉讼事项',
  other: '其他原因，见说明',
} as const;
export type DeclineReason = keyof typeof DECLINE_REASONS;

/** From a state to the states that may follow. What is not here cannot happen, whoever asks. */
export const CASE_MOVES: Record<CaseState, readonly CaseState[]> = {
  received: ['accepted', 'declined', 'transferred', 'needs-info'],
  'needs-info': ['received', 'accepted', 'declined', 'transferred'],
  accepted: ['verifying', 'transferred'],
  declined: ['reopened'],
  // The other office sends it back, or tells how it ended.
  transferred: ['received', 'closed'],
  verifying: ['verified'],
  // Only a finding that something is wrong leads to 整改; the others end here.
  verified: ['rectifying', 'closed'],
  rectifying: ['rectified'],
  rectified: ['closed', 'rectifying'],
  closed: ['reopened'],
  reopened: ['verifying'],
};

export const REWARD_MOVES: Record<RewardState, readonly RewardState[]> = {
  none: ['assessing', 'denied'],
  assessing: ['approved', 'denied', 'assessing'],
  approved: ['notified', 'revoked'],
  notified: ['claimed', 'lapsed', 'waived', 'revoked'],
  claimed: ['paid', 'denied', 'revoked'],
  paid: ['revoked'],
  lapsed: [],
  waived: [],
  denied: [],
  revoked: [],
};

export const IDENTITY_MOVES: Record<IdentityState, readonly IdentityState[]> = {
  none: ['sealed', 'purged'],
  sealed: ['access-requested', 'purged'],
  'access-requested': ['access-granted', 'sealed', 'purged'],
  'access-granted': ['sealed', 'purged'],
  purged: [],
};

export const PUBLICATION_MOVES: Record<PublicationState, readonly PublicationState[]> = {
  private: ['counted', 'published'],
  counted: ['published'],
  published: ['counted'],
};

export function isSubstantiated(finding: Finding | null): boolean {
  return finding === 'substantiated' || finding === 'partly';
}
