import type { CaseFile } from './case-file.ts';
import { FINDING_NAME, isSubstantiated } from './case-state.ts';
import type { RewardProfile } from './reward-profile.ts';

/**
 * `handler`: a person decides when the reward is assessed. `custodian`: a person decides when it is claimed, for only
 * then, and only to the custodian, is it known who the reporter is. `none`: this standard does not ask.
 */
export type ConditionState = 'met' | 'not-met' | 'handler' | 'custodian' | 'none';
export const CONDITIONS = [
  'object',
  'not-found',
  'substantiated',
  'first',
  'name',
  'not-excluded',
  'insider',
] as const;
export type ConditionId = (typeof CONDITIONS)[number];

/** One condition of the reward: how it stands, why, and by which rule. */
export interface Condition {
  id: ConditionId;
  name: string;
  state: ConditionState;
  why: string;
  basis: string;
}

/** What is known of a case besides its file: yes or no, never a word of the tip-off. */
export interface CaseBasis {
  /** The reporter named a 被举报单位. Null: the tip's key is gone. */
  hasRespondent: boolean | null;
  isInsider: boolean | null;
  hasClaimSecret: boolean;
  /** Cases of the same matter that came earlier, and those of them or later ones that were rewarded, by number. */
  earlier: readonly string[];
  rewarded: readonly string[];
  /** The custodian looked at who claims and found nothing against it. */
  isCleared: boolean;
}

/** 安监总财〔2018〕19号 as it is remembered: its articles on conditions were not seen in print. */
const FROM_MEMORY = '安监总财〔2018〕19号（这一条没有见到原文，请核对）';

/** The conditions one by one, in the order in which an office asks. */
export function conditionsOf(file: CaseFile, profile: RewardProfile, basis: CaseBasis): Condition[] {
  return [
    objectNamed(basis),
    {
      id: 'not-found',
      name: '生产经营单位和部门没有发现，或者发现了没有依法处理',
      state: 'handler',
      why: '系统不知道事前有没有发现，由核定人判断。',
      basis: FROM_MEMORY,
    },
    substantiated(file),
    first(file, basis),
    ofName(file, profile, basis),
    {
      id: 'not-excluded',
      name: '不是负有安全监管职责的人员及其近亲属，也不是受他们授意',
      ...(basis.isCleared
        ? { state: 'met', why: '身份保管员核对过，没有发现不得领奖的情形。' }
        : { state: 'custodian', why: '这里不知道举报人是谁，领奖时由身份保管员核对。' }),
      basis: FROM_MEMORY,
    },
    insider(profile, basis),
  ];
}

function objectNamed({ hasRespondent }: CaseBasis): Condition {
  return {
    id: 'object',
    name: '有明确的被举报对象和具体事实',
    ...(hasRespondent === true
      ? { state: 'met', why: '举报里写了被举报单位，并已受理核查。' }
      : { state: 'handler', why: '举报里没有单独写被举报单位，由核定人看内容判断。' }),
    basis: '浙江省的实施办法（三项条件之一）',
  };
}

function substantiated(file: CaseFile): Condition {
  const common = {
    id: 'substantiated',
    name: '经核查属实',
    basis: '安全生产法第七十三条、第七十六条',
  } as const;
  if (file.kind === 'situation') return { ...common, state: 'not-met', why: '灾情、险情报告不设举报奖励。' };
  if (file.finding === null) return { ...common, state: 'not-met', why: '还没有核查结论。' };
  return {
    ...common,
    state: isSubstantiated(file.finding.finding) ? 'met' : 'not-met',
    why: `核查结论：${FINDING_NAME[file.finding.finding]}。`,
  };
}

/** Order of receipt at the server decides, never a clock. */
function first(file: CaseFile, { earlier, rewarded }: CaseBasis): Condition {
  const common = {
    id: 'first',
    name: '同一事项最先举报，只奖一次',
    basis: '安监总财〔2012〕63号第十三条',
  } as const;
  if (file.duplicateOf !== null)
    return { ...common, state: 'not-met', why: '已记为重复举报，奖励归最先举报的一件。' };
  if (rewarded.length > 0)
    return { ...common, state: 'not-met', why: `同一事项的 ${rewarded.join('、')} 已有奖励。` };
  if (earlier.length > 0)
    return {
      ...common,
      state: 'handler',
      why: `${earlier.join('、')} 收到得更早，由核定人判断谁是最先举报。`,
    };
  return { ...common, state: 'met', why: '没有更早的同一事项举报（以本站收到的先后为准）。' };
}

function ofName(file: CaseFile, { whoMayClaim, name }: RewardProfile, basis: CaseBasis): Condition {
  const common = {
    id: 'name',
    name: whoMayClaim === 'real-name' ? '举报人实名' : '实名，或者能证明是本人举报',
    basis: name,
  } as const;
  if (basis.isCleared) return { ...common, state: 'met', why: '身份保管员在领奖时核对过。' };
  if (whoMayClaim === 'proof' && basis.hasClaimSecret)
    return { ...common, state: 'met', why: '举报人设了领奖密码，凭查询码和密码证明是本人。' };
  const why =
    file.identity === 'none'
      ? '没有留身份，领奖时要提供，由身份保管员核对。'
      : '身份已封存，是不是真实姓名由身份保管员在领奖时核对。';
  return { ...common, state: 'custodian', why };
}

function insider({ insider: rule, name }: RewardProfile, { isInsider }: CaseBasis): Condition {
  const common = { id: 'insider', name: '从业人员举报本单位，可以上浮', basis: '应急〔2020〕69号' } as const;
  if (rule === null) return { ...common, state: 'none', why: `${name}没有规定上浮。` };
  return isInsider === true
    ? { ...common, state: 'handler', why: '举报人说自己是从业人员。从业人员举报要实名，属实的勾选上浮。' }
    : { ...common, state: 'handler', why: '举报人没有说自己是从业人员，查明是的可以勾选。' };
}

/** The conditions that the person who assesses must answer. The uplift is a choice in the calculator, not a condition. */
export function toAnswer(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.filter(({ id, state }) => state === 'handler' && id !== 'insider');
}

/** Why there is no reward: what is not met, or what the person answered with no. Empty: nothing stands against it. */
export function unmet(
  conditions: readonly Condition[],
  isYes: (id: ConditionId) => boolean,
): readonly Condition[] {
  const asked = toAnswer(conditions);
  return conditions.filter((one) => one.state === 'not-met' || (asked.includes(one) && !isYes(one.id)));
}
