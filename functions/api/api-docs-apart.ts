import { z } from 'zod';
import { NOTICE_KINDS, type NoticeKind } from '../../src/domain/notice.ts';
import { document, json } from './api-docs-operation.ts';
import type { Documented } from './api-docs-tags.ts';
import { part, partExample } from './api-docs-revision.ts';
import * as shape from './api-docs-shapes.ts';

const { adcode, AT, instant, isDemonstration, now } = shape;
const drill = z
  .strictObject({
    id: z.string().describe('以 drill- 开头'),
    isDrill: z.literal(true),
    state: z.enum(['scheduled', 'running', 'ended', 'cancelled']),
    source: z.string(),
    parts: z.array(part).describe('每段文字都以【演练】开头'),
    startAt: instant,
    endAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    cancelledReason: z.string().nullable(),
    isDemonstration,
  })
  .meta({ id: 'Drill', description: '演练，不是预警' });
const notice = z
  .strictObject({
    id: z.string().describe('以 notice- 开头'),
    kind: z.enum(NOTICE_KINDS as [NoticeKind, ...NoticeKind[]]),
    title: z.string(),
    text: z.string(),
    adcodes: z.array(adcode),
    source: z.string(),
    startsAt: instant,
    endsAt: instant,
    publishedAt: instant,
    updatedAt: instant,
    withdrawnReason: z.string().nullable(),
    isDemonstration,
  })
  .meta({ id: 'Notice', description: '通告，不是预警' });

const [words] = partExample.bulletins;
const marked = { ...partExample, bulletins: [{ ...words, headline: '【演练】暴雨红色', description: '【演练】', instruction: '【演练】往高处走。' }] }; // prettier-ignore
const drillExample = { id: 'drill-1a2b3c', isDrill: true, state: 'running', source: '裕民县应急管理局', parts: [marked], startAt: AT, endAt: AT, startedAt: AT, endedAt: null, cancelledReason: null, isDemonstration: false }; // prettier-ignore
const noticeExample = { id: 'notice-1a2b3c', kind: '禁火令', title: '森林草原禁火令', text: '禁火期内不带火种进山。', adcodes: ['654225'], source: '裕民县应急管理局', startsAt: AT, endsAt: AT, publishedAt: AT, updatedAt: AT, withdrawnReason: null, isDemonstration: false }; // prettier-ignore
const TAG = '演练和通告';
const byId = (what: string) => ({ requestParams: { path: shape.ofId(what) }, refuses: [404] });

export const apartDocs: readonly Documented[] = [
  { method: 'get', path: '/api/drills', operation: json(TAG, '正在进行和安排好的演练', { schema: z.strictObject({ now, drills: z.array(drill) }), example: { now: AT, drills: [drillExample] } }) },
  { method: 'get', path: '/api/drills/{id}', route: '/api/drills/:id', operation: json(TAG, '一次演练', { schema: z.strictObject({ now, drill }), example: { now: AT, drill: drillExample } }, byId('演练编号')) },
  { method: 'get', path: '/drills/{id}.png', route: '/drills/:file{[0-9a-z-]+\\.png}', operation: document(TAG, '一次演练的群聊图片', 'image/png', { requestParams: { path: shape.ofId('演练编号') } }) },
  { method: 'get', path: '/feeds/drills.atom', operation: document(TAG, '演练，Atom', 'application/atom+xml') },
  { method: 'get', path: '/feeds/drills/{id}.cap.xml', route: '/feeds/drills/:file{drill-[0-9a-z]+\\.cap\\.xml}', operation: document(TAG, '一次演练，CAP，status=Exercise', 'application/cap+xml', { requestParams: { path: shape.ofId('演练编号') } }) },
  { method: 'get', path: '/api/notices', operation: json(TAG, '现行的通告', { schema: z.strictObject({ now, region: adcode.nullable(), notices: z.array(notice) }), example: { now: AT, region: null, notices: [noticeExample] } }, { requestParams: { query: shape.inRegion }, refuses: [422] }) },
  { method: 'get', path: '/api/notices/{id}', route: '/api/notices/:id', operation: json(TAG, '一份通告', { schema: z.strictObject({ now, notice }), example: { now: AT, notice: noticeExample } }, byId('通告编号')) },
  { method: 'get', path: '/feeds/notices.atom', operation: document(TAG, '通告，Atom', 'application/atom+xml') },
]; // prettier-ignore
