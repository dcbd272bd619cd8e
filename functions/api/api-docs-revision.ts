import { z } from 'zod';
import { CERTAINTIES, SEVERITIES, URGENCIES } from '../../src/domain/severity.ts';
import { action, adcode, AT, ID, instant, isDemonstration, levelOrNone, origin } from './api-docs-shapes.ts';

const point = z.tuple([z.number(), z.number()]).describe('纬度在前，WGS 84');
const area = z.strictObject({
  description: z.string(),
  adcodes: z.array(adcode),
  polygons: z.array(z.array(point)),
  circles: z.array(z.strictObject({ centre: point, radiusKm: z.number() })),
});
const bulletin = z.strictObject({
  language: z.string().describe('BCP 47'),
  headline: z.string(),
  description: z.string().describe('发生什么，发布单位原文'),
  instruction: z.string().describe('怎么做；空的是发布单位没有写'),
  contact: z.string().nullable(),
  web: z.string().nullable(),
});
const words = (list: readonly string[]) => z.enum(list as [string, ...string[]]);
export const part = z.strictObject({
  hazard: z.strictObject({ code: z.string().nullable(), name: z.string() }),
  level: levelOrNone,
  severity: words(SEVERITIES),
  urgency: words(URGENCIES),
  certainty: words(CERTAINTIES),
  categories: z.array(z.string()),
  responseTypes: z.array(z.string()),
  areas: z.array(area),
  adcodes: z.array(adcode).describe('涉及的全部地区'),
  effectiveAt: instant,
  onsetAt: instant.nullable().describe('开始的时刻，不是发出的时刻；null 是没有写'),
  expiresAt: instant.nullable().describe('结束的时刻；null 是没有写，最多展示 24 小时'),
  bulletins: z.array(bulletin).min(1).describe('每种语言一份'),
});
const key = z.strictObject({ sender: z.string(), identifier: z.string(), sent: z.string() });
export const revision = z
  .strictObject({
    alertId: z.string(),
    revision: z.int().describe('1、2、3……'),
    action,
    origin,
    source: z.string().describe('发布单位'),
    sentAt: instant.describe('发布单位写的发布时刻'),
    parts: z.array(part).describe('一级一处一部分；各部分的地区从不合并'),
    message: key.describe('CAP 的三项编号，永远不变'),
    references: z.array(key),
    isDemonstration,
    isWithdrawal: z.literal(true).optional().describe('本站撤回转发，不是发布单位解除'),
    correction: z.string().optional().describe('更正了什么'),
  })
  .meta({ id: 'AlertRevision', description: '预警的一版，存下后不再改' });

const words1 = { language: 'zh-CN', headline: '裕民县气象台发布暴雨红色预警信号', description: '预计未来6小时有强降水。', instruction: '沟口、河边的人往高处走。', contact: null, web: null }; // prettier-ignore
export const partExample = { hazard: { code: '11B03', name: '暴雨' }, level: 'red', severity: 'Extreme', urgency: 'Expected', certainty: 'Likely', categories: ['Met'], responseTypes: [], areas: [{ description: '裕民县', adcodes: ['654225'], polygons: [], circles: [] }], adcodes: ['654225'], effectiveAt: AT, onsetAt: AT, expiresAt: '2026-07-01T10:00:00.000Z', bulletins: [words1] }; // prettier-ignore
export const revisionExample = { alertId: ID, revision: 1, action: 'issue', origin: 'relayed', source: '裕民县气象台', sentAt: AT, parts: [partExample], message: { sender: '65422541600000', identifier: '65422541600000_20260701120000', sent: '2026-07-01T12:00:00+08:00' }, references: [], isDemonstration: false }; // prettier-ignore
