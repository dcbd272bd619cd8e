import { z } from 'zod';
import { ACKNOWLEDGEMENT_KINDS, type AcknowledgementKind } from '../../src/domain/acknowledgement.ts';
import { json, taking } from './api-docs-operation.ts';
import type { Documented } from './api-docs-tags.ts';
import * as shape from './api-docs-shapes.ts';

const { adcode, AT, ID, instant } = shape;
const kind = z.enum(ACKNOWLEDGEMENT_KINDS as [AcknowledgementKind, ...AcknowledgementKind[]]).describe('known 已知晓；safe 我已安全；told 已电话告知家人'); // prettier-ignore
const pressed = z.object({ alertId: z.string(), kind, mark: z.string().describe('设备为这条预警随机取的数，只用来不重复计数') }); // prettier-ignore
const count = z.strictObject({ revision: z.int(), adcode: adcode.describe('最细到乡镇'), kind, count: z.int(), firstAt: instant, lastAt: instant }); // prettier-ignore
const counts = z.strictObject({ totals: z.strictObject({ known: z.int(), safe: z.int(), told: z.int() }), counts: z.array(count) }); // prettier-ignore
const press = { alertId: ID, kind: 'safe', mark: 'h6jz0c5nJr1qCmWmU2g9xQ' };

const source = z
  .strictObject({
    name: z.string(),
    kind: z.enum(['poll', 'post']).describe('poll 本站去取；post 对方签名后送来'),
    state: z.enum(['active', 'paused']),
    host: z.string().nullable(),
    createdAt: instant,
    lastOkAt: instant.nullable().describe('上次联系上的时刻'),
    intervalSeconds: z.int(),
    failures: z.int(),
    lastProblem: z.string().nullable(),
    ...Object.fromEntries(['accepted', 'repeated', 'refused', 'ignored', 'signed'].map((n) => [n, z.int()])),
  })
  .meta({ id: 'Source', description: '一个来源；失去联系不等于没有预警' });
export const sourceShape = source;
export const sourceExample = { name: '塔城地区气象台', kind: 'poll', state: 'active', host: 'example.gov.cn', createdAt: AT, lastOkAt: AT, intervalSeconds: 60, failures: 0, lastProblem: null, accepted: 3, repeated: 40, refused: 0, ignored: 2, signed: 0 }; // prettier-ignore
const advice = z.strictObject({ word: z.string(), message: z.string(), path: z.string() });
const received = z.strictObject({ outcome: z.enum(['published', 'already-there', 'test-received']), alertId: z.string().nullable(), revision: z.int().nullable(), notices: z.array(advice) }); // prettier-ignore
const from = z.object({ from: z.string().describe('约定的来源名称') });

export const publicDocs: readonly Documented[] = [
  { method: 'post', path: '/api/acknowledgements', operation: json('回应', '按下已知晓、我已安全；只记台数', { schema: z.strictObject({ isNew: z.boolean() }), example: { isNew: true } }, { refuses: [404, 422, 429], ...taking('application/json', pressed.extend({ adcode }), { ...press, adcode: '654225200' }) }) },
  { method: 'delete', path: '/api/acknowledgements', operation: json('回应', '收回', { schema: z.strictObject({ wasCounted: z.boolean() }), example: { wasCounted: true } }, { refuses: [422, 429], ...taking('application/json', pressed, press) }) },
  { method: 'get', path: '/api/acknowledgements/{alertId}', route: '/api/acknowledgements/:alertId', operation: json('回应', '一条预警收到多少回应', { schema: counts, example: { totals: { known: 0, safe: 12, told: 0 }, counts: [{ revision: 1, adcode: '654225200', kind: 'safe', count: 12, firstAt: AT, lastAt: AT }] } }, { requestParams: { path: z.object({ alertId: z.string() }) } }) },
  { method: 'get', path: '/api/sources', operation: json('公开', '转发的预警从哪里来，联系是否正常', { schema: z.strictObject({ sources: z.array(source) }), example: { sources: [sourceExample] } }) },
  { method: 'post', path: '/api/exchange/alerts', operation: json('交换', '约定好的来源送来一份签了名的 CAP（Standard Webhooks）', { schema: received, example: { outcome: 'published', alertId: ID, revision: 1, notices: [] } }, { requestParams: { query: from }, refuses: [401, 409, 413, 422, 429], ...taking('application/cap+xml', z.string()) }) },
]; // prettier-ignore
