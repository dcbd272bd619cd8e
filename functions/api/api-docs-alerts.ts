import { z } from 'zod';
import { document, json } from './api-docs-operation.ts';
import type { Documented } from './api-docs-tags.ts';
import { revision, revisionExample } from './api-docs-revision.ts';
import * as shape from './api-docs-shapes.ts';

const { adcode, AT, ID, instant } = shape;
const digest = z
  .strictObject({
    id: z.string(),
    revision: z.int(),
    state: shape.alertState,
    level: shape.levelOrNone,
    hazard: z.strictObject({ code: z.string().nullable(), name: z.string() }),
    headline: z.string(),
    do: z.string().describe('先做什么，一句话；空的是发布单位没有写'),
    source: z.string(),
    sent: instant.describe('发布的时刻'),
    onset: instant.nullable().describe('开始的时刻；null 是发布单位没有写'),
    expires: instant.describe('到这一刻就不能再当作现在的预警'),
    isEndStated: z.boolean().describe('false：发布单位没有写有效期，expires 是本站的上限'),
    regions: z.array(adcode).describe('最多 10 个'),
    regionsInAll: z.int(),
    isDemonstration: z.literal(true).optional(),
    url: z.string(),
  })
  .meta({ id: 'AlertDigest', description: '一条预警的一部分，不到 1 kB' });
const mark = z.strictObject({
  id: z.string(),
  revision: z.int(),
  state: z.enum(['in-force', 'all-clear']),
  level: shape.levelOrNone,
  parts: z.int().describe('还有几部分生效'),
  regions: z.array(adcode),
});
const head = { now: shape.now, keptSince: shape.keptSince };
const list = z.strictObject({ ...head, region: adcode.nullable(), alerts: z.array(digest) });
const summary = z.strictObject({ key: z.string().describe('现状的名字；不变就是没有变化'), changedAt: instant, keptSince: shape.keptSince, alerts: z.array(mark) }); // prettier-ignore
const history = z.strictObject({ ...head, revisions: z.array(revision).describe('从第一版到最新一版') });

const digestExample = { id: ID, revision: 1, state: 'in-force', level: 'red', hazard: { code: '11B03', name: '暴雨' }, headline: '裕民县气象台发布暴雨红色预警信号', do: '沟口、河边的人往高处走。', source: '裕民县气象台', sent: AT, onset: AT, expires: '2026-07-01T10:00:00.000Z', isEndStated: true, regions: ['654225'], regionsInAll: 1, url: `/alerts/${ID}/` }; // prettier-ignore
const markExample = { id: ID, revision: 1, state: 'in-force', level: 'red', parts: 1, regions: ['654225'] };

export const alertDocs: readonly Documented[] = [
  { method: 'get', path: '/api/alerts', operation: json('预警', '现在生效的预警，每部分一条', { schema: list, example: { now: AT, keptSince: null, region: '654225', alerts: [digestExample] } }, { requestParams: { query: shape.inRegion }, refuses: [422] }) },
  { method: 'get', path: '/api/alerts/digest', operation: json('预警', '现状的最小概要，用来定时查有没有变化（带 If-None-Match，多半回答 304）', { schema: summary, example: { key: 'jBrFAZ3xr2SXXL6K', changedAt: AT, keptSince: null, alerts: [markExample] } }) },
  { method: 'get', path: '/api/alerts/stream', operation: document('预警', '事件流：hello 报时刻和现状，alerts 说哪几条、哪些地区变了。人太多时回答 503，改用概要', 'text/event-stream', { requestParams: { query: z.object({ since: z.string().optional().describe('上次见到的 key') }) } }) },
  { method: 'get', path: '/api/alerts/{id}', route: '/api/alerts/:id', operation: json('预警', '一条预警的全文和全部版本', { schema: history, example: { now: AT, keptSince: null, revisions: [revisionExample] } }, { requestParams: { path: shape.ofId('预警编号') }, refuses: [404] }) },
]; // prettier-ignore
