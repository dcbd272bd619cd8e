import type { CaseCommand } from './case-command.ts';
import type { CaseFile } from './case-file.ts';

/** Steps the reporter sees, each with its day. Words of the office stand beside them as messages, not in them. */
export const CASE_EVENTS = {
  received: '已收到',
  'needs-info': '请您补充情况',
  answered: '您补充了情况',
  accepted: '已受理',
  declined: '不予受理',
  transferred: '已转交有权处理的部门',
  'taken-back': '转交的部门退回，由本部门继续办理',
  verifying: '开始核查',
  found: '有了核查结论',
  rectifying: '已责令整改',
  rectified: '整改后已复查',
  extended: '经批准延长办理时间',
  closed: '已办结',
  reopened: '重新办理',
  notified: '可以领奖',
  claimed: '您已申请领奖',
  'claim-extended': '领奖时间已延长',
  paid: '奖励已发放',
  lapsed: '逾期没有领奖，视为放弃',
  waived: '您已放弃奖励',
  denied: '不予奖励',
  revoked: '奖励已撤销',
} as const;
export type CaseEventWord = keyof typeof CASE_EVENTS;

const OF_COMMAND: Partial<Record<CaseCommand['do'], CaseEventWord>> = {
  accept: 'accepted',
  decline: 'declined',
  transfer: 'transferred',
  'take-back': 'taken-back',
  answer: 'answered',
  verify: 'verifying',
  find: 'found',
  order: 'rectifying',
  close: 'closed',
  reopen: 'reopened',
  'grant-extension': 'extended',
  notify: 'notified',
  claim: 'claimed',
  'extend-claim': 'claim-extended',
  pay: 'paid',
  lapse: 'lapsed',
  waive: 'waived',
  revoke: 'revoked',
};

/** What a step tells the reporter, or null: sums, links between cases and who asked for a name stay inside. */
export function eventOf(command: CaseCommand, before: CaseFile, after: CaseFile): CaseEventWord | null {
  if (command.do === 'ask') return 'needs-info';
  if (command.do === 'recheck') return command.isPut ? 'rectified' : null;
  // A reward that nobody was told of ends without a word; one that was announced ends with one.
  if (command.do === 'deny') return before.notifiedAt === null ? null : 'denied';
  if (command.do === 'revoke' && after.notifiedAt === null) return null;
  return OF_COMMAND[command.do] ?? null;
}
