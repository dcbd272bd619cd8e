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
const message = z.strictObject({
  by: z.enum(['office', 'reporter']),
  text: z.string().nullable().describe('举报人自己写的不回显'),
  day,
});
export const statusShape = z
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
    messages: z.array(message),
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
