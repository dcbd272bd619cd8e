import { z } from 'zod';
import { json, taking } from './api-docs-operation.ts';
import type { Documented } from './api-docs-tags.ts';
import * as shape from './api-docs-shapes.ts';
import { plain, whole, whose } from './subscriptions-wish.ts';

const { adcode, AT, instant, level } = shape;
const wish = z
  .strictObject({
    places: z.array(z.strictObject({ adcode, lowestLevel: level, hazards: z.array(z.string()).nullable() })),
    quiet: z.strictObject({ fromMinute: z.int(), toMinute: z.int() }).nullable().describe('夜间只让红色响，零点起的分钟数'),
    wantsNotices: z.boolean(),
    wantsDrills: z.boolean(),
    language: z.string(),
    pausedUntil: instant.nullable(),
  })
  .meta({ id: 'Wish', description: '一台设备想收什么；没有姓名，没有账号' }); // prettier-ignore
const subscribed = z.strictObject({ adcodes: z.array(adcode), lowestLevel: level, wish });
const wishExample = { places: [{ adcode: '654225', lowestLevel: 'blue', hazards: null }], quiet: null, wantsNotices: false, wantsDrills: false, language: 'zh-CN', pausedUntil: null }; // prettier-ignore
const subscribedExample = { adcodes: ['654225'], lowestLevel: 'blue', wish: wishExample };
const endpoint = 'https://fcm.googleapis.com/fcm/send/…';
const keys = { p256dh: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM', auth: 'tBHItJI5svbpez7KI4CCXg' }; // prettier-ignore
const TAG = '推送订阅';
const mine = taking('application/json', whose, { endpoint });

export const subscriptionDocs: readonly Documented[] = [
  { method: 'get', path: '/api/push-key', operation: json(TAG, '订阅用的公钥（VAPID）', { schema: z.strictObject({ publicKey: z.string() }), example: { publicKey: keys.p256dh } }) },
  { method: 'post', path: '/api/subscriptions', operation: json(TAG, '订阅，或改想收什么；同一个地址就是同一台设备', { schema: subscribed, example: subscribedExample }, { status: 201, refuses: [400, 413, 415, 422, 429], ...taking('application/json', z.union([whole, plain]), { endpoint, keys, wish: wishExample }) }) },
  { method: 'delete', path: '/api/subscriptions', operation: json(TAG, '不再订阅；设备地址随之删掉', { schema: z.strictObject({ wasSubscribed: z.boolean() }), example: { wasSubscribed: true } }, { refuses: [400, 415], ...mine }) },
  { method: 'post', path: '/api/subscriptions/lookup', operation: json(TAG, '这台设备订了什么', { schema: subscribed, example: subscribedExample }, { refuses: [404], ...mine }) },
  { method: 'post', path: '/api/subscriptions/self-check', operation: json(TAG, '给这台设备发一条测试', { schema: z.strictObject({ outcome: z.enum(['delivered', 'gone', 'later', 'refused']) }), example: { outcome: 'delivered' } }, { refuses: [404, 429], ...taking('application/json', whose.extend({ nonce: z.string() }), { endpoint, nonce: 'h6jz0c5nJr1qCmWmU2g9xQ' }) }) },
  { method: 'post', path: '/api/subscriptions/handover', operation: json(TAG, '要一个链接，把订阅搬到另一台设备', { schema: z.strictObject({ secret: z.string(), expiresAt: instant }), example: { secret: 'kH3…', expiresAt: AT } }, { status: 201, refuses: [404], ...mine }) },
  { method: 'post', path: '/api/subscriptions/handover/take', operation: json(TAG, '用掉那个链接，只能用一次', { schema: z.strictObject({ wish }), example: { wish: wishExample } }, { refuses: [404], ...taking('application/json', z.object({ secret: z.string() }), { secret: 'kH3…' }) }) },
]; // prettier-ignore
