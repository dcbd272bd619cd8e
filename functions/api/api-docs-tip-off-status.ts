import { z } from 'zod';
import { CASE_EVENTS, type CaseEventWord } from '../../src/domain/case-event.ts';
import { CLOCK_NAME, type ClockName } from '../../src/domain/case-clock.ts';
import {
  CASE_STATES,
  DECLINE_REASONS,
  FINDINGS,
  REWARD_STATE_NAME,
  type DeclineReason,
  type RewardState,
} from '../../src/domain/case-state.ts';
import { TIP_OFF_KINDS } from '../../src/domain/tip-off.ts';
import { MAX_MESSAGE_PHOTOS, type StatusView } from '../../src/domain/tip-off-status.ts';
import { json, taking } from './api-docs-operation.ts';
import type { Documented } from './api-docs-tags.ts';
import { STATUS_BODIES } from './tip-off-status-bodies.ts';

const keysOf = <T extends string>(names: Record<T, unknown>) => Object.keys(names) as [T, ...T[]];
const day = z.string().describe('北京时间的日期；不给钟点，免得让人看出是谁');
const hand = z.strictObject({ by: z.literal('hand'), why: z.enum(['no-secret', 'locked', 'no-key']) });
const bySecret = z.strictObject({
  by: z.literal('secret'),
  triesLeft: z.int(),
  key: z.strictObject({ id: z.string(), recipient: z.string().describe('age 公钥，领奖信息封给它') }),
});
const clock = z.strictObject({
  name: z.enum(keysOf<ClockName>(CLOCK_NAME)),
  startDay: day,
  lastDay: day.describe('当天 24 时以前都算按时；开始当日不计入'),
  isLate: z.boolean(),
  isInHours: z.boolean(),
  basis: z.string().describe('依据'),
});
const view = z
  .strictObject({
    caseNo: z.string(),
    kind: z.enum(TIP_OFF_KINDS),
    state: z.enum(CASE_STATES),
    steps: z.array(z.strictObject({ event: z.enum(keysOf<CaseEventWord>(CASE_EVENTS)), day })),
    transferredTo: z.string().nullable(),
    clocks: z.array(clock),
    isCalendarKnown: z.boolean().describe('false：后面年份的放假安排还没公布，日期可能变'),
    extension: z.strictObject({ days: z.int(), reason: z.string() }).nullable(),
    finding: z.enum(FINDINGS).nullable(),
    declineReason: z.enum(keysOf<DeclineReason>(DECLINE_REASONS)).nullable(),
    messages: z.array(
      z.strictObject({
        by: z.enum(['office', 'reporter']),
        text: z.string().nullable().describe('举报人自己写的不回显'),
        day,
      }),
    ),
    photosLeft: z.int(),
    reward: z
      .strictObject({
        state: z.enum(keysOf<RewardState>(REWARD_STATE_NAME)),
        fen: z.int().nullable().describe('分'),
        lastDay: day.nullable(),
        isLate: z.boolean(),
        claim: z.union([bySecret, hand]).nullable(),
      })
      .nullable(),
    followUp: z.enum(['due', 'ahead', 'over']),
  })
  .meta({ id: 'TipOffStatus', description: '一个查询码能看到的全部；没有举报的内容，没有经办人' });
const example: StatusView = {
  caseNo: '2026-041873',
  kind: 'hazard',
  state: 'needs-info',
  steps: [{ event: 'received', day: '2026-07-01' }, { event: 'needs-info', day: '2026-07-02' }],
  transferredTo: null,
  clocks: [{ name: 'accept', startDay: '2026-07-01', lastDay: '2026-07-08', isLate: false, isInHours: false, basis: '本站自定，5 个工作日' }],
  isCalendarKnown: true,
  extension: null,
  finding: null,
  declineReason: null,
  messages: [{ by: 'office', text: '请问是几号楼？', day: '2026-07-02' }],
  photosLeft: 29,
  reward: null,
  followUp: 'ahead',
}; // prettier-ignore
const receipt = '7ZQK-0M3V-XW2A-9HPC-4';
const answer = { schema: view, example };
const WRONG = '查询码写错、作废、从未有过，回答一字不差';
const refuses = [400, 404, 413, 415, 422, 429];
const write = { description: `照片用 multipart/form-data 的 photos，一次最多 ${MAX_MESSAGE_PHOTOS} 张`, refuses: [...refuses, 409] }; // prettier-ignore

export const tipOffStatusDocs: readonly Documented[] = [
  { method: 'post', path: '/api/tip-offs/status', operation: json('举报', '凭查询码看进度；查询码只放在请求正文里', answer, { description: WRONG, refuses, ...taking('application/json', STATUS_BODIES.status, { receipt }) }) },
  { method: 'post', path: '/api/tip-offs/messages', operation: json('举报', '给办理部门留言、补照片', answer, { ...write, ...taking('application/json', STATUS_BODIES.messages, { receipt, text: '三号楼' }) }) },
  { method: 'post', path: '/api/tip-offs/claim', operation: json('举报', '凭查询码和领奖密码领奖；密码错五次后到承办单位办理', answer, { refuses: [...refuses, 403, 409], ...taking('application/json', STATUS_BODIES.claim, { receipt, claimSecret: '204618', claim: 'YWdlLWVuY3J5cHRpb24…', claimKeyId: 'k1' }) }) },
  { method: 'post', path: '/api/tip-offs/waive', operation: json('举报', '放弃奖励，不能反悔', answer, { refuses: [...refuses, 403, 409], ...taking('application/json', STATUS_BODIES.waive, { receipt, claimSecret: '204618' }) }) },
  { method: 'post', path: '/api/tip-offs/follow-up', operation: json('举报', '回答回访', answer, { refuses: [...refuses, 409], ...taking('application/json', STATUS_BODIES['follow-up'], { receipt, answer: 'satisfied', words: '' }) }) },
  { method: 'post', path: '/api/tip-offs/opt-out', operation: json('举报', '不要回访', answer, { refuses, ...taking('application/json', STATUS_BODIES['opt-out'], { receipt }) }) },
]; // prettier-ignore
