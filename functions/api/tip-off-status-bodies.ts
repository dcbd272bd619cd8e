import { z } from 'zod';
import { FOLLOW_UP_ANSWERS } from '../../src/domain/follow-up.ts';

const receipt = z.string().max(200).describe('查询码；大小写、空格、短横线都没关系');
const claimSecret = z.string().max(60).describe('领奖密码');

/** What each route about one receipt takes. */
export const STATUS_BODIES = {
  status: z.strictObject({ receipt }),
  messages: z.strictObject({ receipt, text: z.string().describe('最多 2000 字') }),
  claim: z.strictObject({
    receipt,
    claimSecret,
    claim: z.string().max(4000).describe('在浏览器里用 age 封好的领奖信息，base64url；明文补齐到 2048 字节'),
    claimKeyId: z.string().max(100).describe('封给哪把身份保管员公钥'),
  }),
  waive: z.strictObject({ receipt, claimSecret: claimSecret.default('') }),
  'opt-out': z.strictObject({ receipt }),
  'follow-up': z.strictObject({
    receipt,
    answer: z.enum(FOLLOW_UP_ANSWERS),
    words: z.string().default('').describe('最多 500 字，只给办理部门看'),
  }),
} as const;
