import { z } from 'zod';
import { DATUMS } from '../../src/domain/tip-off-position.ts';
import { ANONYMITIES, TIP_OFF_KINDS } from '../../src/domain/tip-off.ts';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { json, problems, taking } from './api-docs-operation.ts';
import { adcode, AT, instant } from './api-docs-shapes.ts';
import type { Documented, Tag } from './api-docs-tags.ts';

const tipOff = z.object({
  kind: z.enum(TIP_OFF_KINDS).optional(),
  category: z.string(),
  adcode: adcode.optional(),
  text: z.string().describe('最多 5000 字'),
  place: z.string().optional(),
  respondent: z.string().optional().describe('被举报单位'),
  seenAt: z.string().optional().describe('北京时间，如 2026-07-01T08:30'),
  lat: z.string().optional(),
  lng: z.string().optional(),
  datum: z.enum(DATUMS).optional().describe('和经纬度一起给，缺一不可'),
  isInsider: z.enum(['on', '']).optional().describe('on 是从业人员'),
  anonymity: z.enum(ANONYMITIES).optional(),
  identity: z.string().optional().describe('浏览器封给身份保管员的 age 密文，base64url；明文补足 1024 字节'),
  identityKeyId: z.string().optional(),
  claimSecret: z.string().optional().describe('领奖密码，6 到 12 位数字；只存 scrypt'),
  receipt: z.string().describe('浏览器自己生成的查询码，本站只存带密钥的散列'),
  uploads: z.string().optional().describe('传完的照片编号，逗号分开'),
  originals: z.string().optional().describe('传完的原件密文编号，逗号分开'),
  photos: z.array(z.string().meta({ format: 'binary' })).optional().describe('最多九张，每张 10 MB；位置信息会去掉'),
  work: z.string().optional().describe('服务器答 428 时要算的题的答案（ALTCHA v2，base64）'),
}); // prettier-ignore
const filed = z.strictObject({ caseNo: z.string(), receivedAt: instant });
const key = z.strictObject({ id: z.string(), recipient: z.string().describe('age1 开头的公钥') });
const keyExample = { id: 'k1', recipient: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kudu7zsqpl9kq5' };

// prettier-ignore
const challenge = z.object({ parameters: z.object({ algorithm: z.string(), cost: z.int(), keyPrefix: z.string(), nonce: z.string(), salt: z.string() }), signature: z.string() });
// prettier-ignore
const challengeExample = { parameters: { algorithm: 'PBKDF2/SHA-256', cost: 1000, keyPrefix: '9f2c41d07a86be35', nonce: '5b1e0c94', salt: 'a07f6e21' }, signature: '3c5d' };

/** The protocol is described elsewhere (tus.io); PATCH, HEAD and DELETE go to the address this one gives. */
const uploads: ZodOpenApiOperationObject = {
  tags: ['举报' satisfies Tag],
  summary: '断点续传一张照片（tus 1.0.0）：本请求只报大小，之后按 Location 用 PATCH 一段一段传；不收文件名，24 小时内没有提交的删掉',
  requestParams: { header: z.object({ 'tus-resumable': z.literal('1.0.0'), 'upload-length': z.string().describe('字节数，最多 10485760') }) },
  responses: { '201': { description: '已建立，地址在 Location' }, ...problems(400, 413, 429, 503) },
}; // prettier-ignore

export const tipOffDocs: readonly Documented[] = [
  { method: 'post', path: '/api/tip-offs', operation: json('举报', '提交举报；同一份再交一次回答 200 和同一个编号', { schema: filed, example: { caseNo: '2026-031415', receivedAt: AT } }, { status: 201, refuses: [400, 409, 413, 415, 422, 428, 429], ...taking('multipart/form-data', tipOff) }) },
  { method: 'post', path: '/api/tip-offs/uploads', operation: uploads },
  { method: 'get', path: '/api/tip-offs/custodian-key', operation: json('举报', '身份保管员现在的公钥；还没有的回答 404', { schema: key, example: keyExample }, { refuses: [404] }) },
  { method: 'get', path: '/api/tip-offs/challenge', operation: json('举报', '提交的人太多时要算的题（ALTCHA v2），十分钟内用一次', { schema: challenge, example: challengeExample }) },
]; // prettier-ignore
