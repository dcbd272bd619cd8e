import type { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { subscriptionDeviceRoutes } from '../../../functions/api/subscriptions-device.ts';
import type { ChannelMessage, SendResult } from '../../../functions/channels/channel.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createHandoverStore } from '../../../functions/store/handover-queries.ts';
import type { Store } from '../../../functions/store/store.ts';
import { freshStore } from '../../support/database.ts';
import { exampleSubscription } from '../store/example-rows.ts';

const mine = exampleSubscription(
  {},
  { places: [{ adcode: '654225100', lowestLevel: 'red', hazards: ['snow'] }], language: 'ug' },
);
const { endpoint } = mine.address;
const nonce = 'abcdefgh1234';
let store: Store;
let app: Hono;
let nowMs: number;
let sent: { message: ChannelMessage; endpoint: string }[];
let answers: SendResult;
let waits: number | null;

beforeEach(async () => {
  const fresh = await freshStore();
  store = fresh.store;
  nowMs = Date.parse('2026-07-01T03:00:00.000Z');
  sent = [];
  answers = { outcome: 'delivered' };
  waits = null;
  await store.saveSubscription(mine);
  app = subscriptionDeviceRoutes({
    store,
    handovers: createHandoverStore(openDatabase(fresh.pool)),
    channel: {
      send: (message, address) => {
        sent.push({ message, endpoint: address.endpoint });
        return Promise.resolve(answers);
      },
    },
    publicUrl: 'https://anlan.example',
    now: () => new Date(nowMs).toISOString(),
    testPace: { consume: () => Promise.resolve(waits) },
  });
});

async function post(path: string, body: unknown) {
  const headers = { 'content-type': 'application/json' };
  const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const check = (body: unknown = { endpoint, nonce }) => post('/api/subscriptions/self-check', body);
const offer = async () => (await post('/api/subscriptions/handover', { endpoint })).body['secret'] as string;
const take = (secret: string) => post('/api/subscriptions/handover/take', { secret });

describe('a test', () => {
  test('goes to the device that asks and to no other, and looks like no warning', async () => {
    await store.saveSubscription(exampleSubscription({ id: 'another' }));
    expect(await check()).toEqual({ status: 200, body: { outcome: 'delivered' } });
    expect(sent.map((one) => one.endpoint)).toEqual([endpoint]);
    const { notification } = JSON.parse(sent[0]?.message.payload ?? '') as {
      notification: { title: string; body: string; tag: string; data: object };
    };
    expect(notification.title).toMatch(/^测试/);
    expect(notification.title).toContain('不是预警');
    expect(`${notification.title}${notification.body}`).not.toMatch(/[红橙黄蓝]色|演练/);
    expect(notification.tag).toBe('device:test');
    expect(notification.data).toEqual({ note: 'test', nonce });
    expect(sent[0]?.message.topic).toBe('device:test');
    expect(Date.parse(sent[0]?.message.endsAt ?? '')).toBe(nowMs + 120_000);
  });

  test('tells what the push service said, and forgets a device that it calls gone', async () => {
    answers = { outcome: 'refused', reason: 'service-refused' };
    expect((await check()).body).toEqual({ outcome: 'refused' });
    answers = { outcome: 'gone' };
    expect((await check()).body).toEqual({ outcome: 'gone' });
    expect(await store.findByEndpoint(endpoint)).toBeNull();
  });

  test('is sent to nobody who is not subscribed, and not too often', async () => {
    expect(await check({ endpoint: 'https://push.example/unknown', nonce })).toMatchObject({ status: 404 });
    waits = 90;
    expect(await check()).toMatchObject({ status: 429, body: { word: 'too-many-requests' } });
    expect(sent).toEqual([]);
  });

  test.each([
    {},
    { endpoint },
    { endpoint, nonce: '' },
    { endpoint, nonce: '<b>&' },
    { endpoint: 7, nonce },
    null,
  ])('%j is refused', async (body) => expect(await check(body)).toMatchObject({ status: 422 }));
});

describe('a link to another device', () => {
  test('carries the wish and never the address', async () => {
    const { body } = await take(await offer());
    expect(body).toEqual({ wish: mine.wish });
    expect(JSON.stringify(body)).not.toContain('push.example');
  });

  test('opens once, also when two ask at the same moment', async () => {
    const secret = await offer();
    const both = await Promise.all([take(secret), take(secret)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await take(secret)).toMatchObject({ status: 404, body: { word: 'handover-unknown' } });
  });

  test('is over after fifteen minutes', async () => {
    const [early, late] = [await offer(), await offer()];
    nowMs += 15 * 60_000 - 1;
    expect(await take(early)).toMatchObject({ status: 200 });
    nowMs += 1;
    expect(await take(late)).toMatchObject({ status: 404 });
  });

  test('needs a subscription to begin with, and no secret can be guessed into one', async () => {
    expect(
      await post('/api/subscriptions/handover', { endpoint: 'https://push.example/unknown' }),
    ).toMatchObject({
      status: 404,
    });
    for (const secret of ['', 'a'.repeat(43), `${await offer()}x`, "' or 1=1 --"])
      expect(await take(secret)).toMatchObject({ status: 404 });
    expect(await take('x'.repeat(200))).toMatchObject({ status: 422 });
  });
});
