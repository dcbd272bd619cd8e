import { ACCIDENT_LEVEL_NAME } from './accident-level.ts';
import type { RewardState } from './case-state.ts';
import { yuanText } from './money.ts';
import type { ConditionState } from './reward-eligibility.ts';
import type { RewardEntryKind } from './reward-ledger.ts';
import type { RewardProfile } from './reward-profile.ts';
import type { Assessment, RewardFact, RewardStep } from './reward.ts';

/** What each step of the reckoning does, for the citizen's calculator and for the office's record. */
export const STEP_NAME: Record<RewardStep['rule'], string> = {
  share: '按比例',
  floor: '不足最低额，按最低额',
  cap: '超过最高额，按最高额',
  'per-death': '按人数',
  tariff: '按项目',
  insider: '从业人员上浮后',
  'insider-cap': '超过最高额，按最高额',
  rounded: '四舍五入到元',
};

export const ENTRY_NAME: Record<RewardEntryKind, string> = {
  approve: '批准',
  lower: '调低',
  pay: '发放',
  release: '退回预算',
  reclaim: '追回',
};

/** 预算 is what was taken from it, so below nothing; the three together are always nothing. */
export const ACCOUNT_NAME = { budget: '预算', committed: '已批待发', paid: '已发' } as const;

function factText(fact: RewardFact, profile: RewardProfile): string {
  if (fact.kind === 'penalty')
    return `重大事故隐患或违法行为，行政处罚 ${yuanText(fact.fineFen)}${
      profile.penalty === null ? '' : `，比例 ${profile.penalty.rateBp / 100}%`
    }`;
  if (fact.kind === 'tariff') return profile.tariffs.find(({ id }) => id === fact.id)?.name ?? fact.id;
  return `瞒报、谎报：${ACCIDENT_LEVEL_NAME[fact.level]}，被隐瞒的死亡 ${fact.concealedDeaths} 人`;
}

/** How a sum came about, a line each: the rule, the finding that counts, every step, the sum. */
export function reckoningLines(profile: RewardProfile, assessment: Assessment): string[] {
  return [
    `标准：${profile.name}（${profile.documentNo ?? '文号没有查到'}，${profile.since} 起）`,
    `情形：${factText(assessment.fact, profile)}`,
    ...assessment.steps.map(({ rule, fen }) => `${STEP_NAME[rule]}：${yuanText(fen)}`),
    `奖励：${yuanText(assessment.fen)}`,
  ];
}

/** How a reward stands, in the office's words; the reporter's are in case-state.ts. */
export const OFFICE_REWARD_STATE: Record<RewardState, string> = {
  none: '还没有核定',
  assessing: '已核定，等审批',
  approved: '已批准，等通知举报人',
  notified: '已通知，等举报人领奖',
  claimed: '举报人已申请领奖',
  paid: '已发放',
  lapsed: '逾期没有领取，视为放弃',
  waived: '举报人自愿放弃',
  denied: '不予奖励',
  revoked: '已撤销',
};

export const CONDITION_STATE: Record<ConditionState, string> = {
  met: '符合',
  'not-met': '不符合',
  handler: '由核定人判断',
  custodian: '领奖时由身份保管员核对',
  none: '不适用',
};
