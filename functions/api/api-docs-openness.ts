import { z } from 'zod';
import { json } from './api-docs-operation.ts';
import type { Documented } from './api-docs-tags.ts';
import { sourceExample, sourceShape } from './api-docs-public.ts';
import * as shape from './api-docs-shapes.ts';

const { adcode, AT, ID, instant } = shape;
const ms = z.number().nullable().describe('毫秒；null 是没有发生或没有记录');
const channel = z.strictObject({ channel: z.string().describe('web-push、webhook、mail、file-drop'), sent: z.int(), accepted: z.int().describe('对方收下，不等于有人看见'), gone: z.int(), failed: z.int(), later: z.int(), firstAt: instant.nullable(), lastAt: instant.nullable() }); // prettier-ignore
const revision = z.strictObject({
  revision: z.int(),
  action: shape.action,
  isWithdrawal: z.boolean(),
  sentAt: instant.describe('发布单位写的时刻'),
  storedAt: instant.describe('存入本站数据库'),
  shownAt: instant.nullable().describe('第一台服务器的网页换新'),
  channels: z.array(channel),
  delaysMs: z.strictObject({
    sentToStored: ms,
    storedToShown: ms,
    storedToFirstPush: ms,
    storedToLastPush: ms,
  }),
});
const alert = z.strictObject({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  origin: shape.origin,
  level: shape.levelOrNone,
  regions: z.array(adcode),
  state: shape.alertState,
  endsAt: instant,
  revisions: z.array(revision),
  acknowledged: z.strictObject({ known: z.int(), safe: z.int(), told: z.int() }),
  isDemonstration: z.boolean(),
  url: z.string(),
});
const target = z.strictObject({ words: z.string(), target: z.string(), source: z.string() });
const reach = z.strictObject({ adcode, name: z.string(), targets: z.array(target).describe('规划写的目标；空的是规划没有写'), devices: z.int().describe('订阅的设备；设备不等于居民') }); // prettier-ignore
const drill = z.strictObject({ source: z.string(), startedAt: instant, endedAt: instant.nullable(), devices: z.int() }); // prettier-ignore
const openness = z.strictObject({
  countedAt: instant,
  alerts: z.array(alert).describe('最近 50 条'),
  sources: z.array(sourceShape),
  lastDrill: drill.nullable(),
  devices: z.int(),
  reach: z.array(reach).describe('公众覆盖率本站量不出，不编'),
});
const push = { channel: 'web-push', sent: 1200, accepted: 1190, gone: 8, failed: 2, later: 0, firstAt: AT, lastAt: AT }; // prettier-ignore
const revisionExample = { revision: 1, action: 'issue', isWithdrawal: false, sentAt: AT, storedAt: AT, shownAt: AT, channels: [push], delaysMs: { sentToStored: 320, storedToShown: 46, storedToFirstPush: 180, storedToLastPush: 5400 } }; // prettier-ignore
const example = {
  countedAt: AT,
  alerts: [{ id: ID, title: '暴雨红色预警', source: '裕民县气象台', origin: 'relayed', level: 'red', regions: ['654225'], state: 'in-force', endsAt: AT, revisions: [revisionExample], acknowledged: { known: 3, safe: 1, told: 0 }, isDemonstration: false, url: `/alerts/${ID}/` }],
  sources: [sourceExample], lastDrill: null, devices: 1200,
  reach: [{ adcode: '654225', name: '裕民县', targets: [], devices: 1200 }],
}; // prettier-ignore
export const opennessDocs: readonly Documented[] = [
  { method: 'get', path: '/api/openness.json', operation: json('公开', '每条预警用了多久、送出多少，来源、演练和订阅', { schema: openness, example }) },
]; // prettier-ignore
