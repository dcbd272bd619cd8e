import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pushHostPolicy } from '../../../src/domain/push-endpoint.ts';
import { alertTopic, drillTopic, noticeTopic } from '../../../src/domain/topic.ts';
import type { Channel, ChannelMessage } from '../../../functions/channels/channel.ts';
import { randomBytes } from 'node:crypto';
import { armedKeys } from '../../../functions/channels/push-armed-key.ts';
import { newVapidKeys } from '../../../functions/channels/vapid.ts';
import { topicOf, urgencyOf, webPushChannel } from '../../../functions/channels/web-push.ts';
import { startPushService, type Misbehaviour, type PushService } from '../../support/push-service.ts';

const vapid = { ...newVapidKeys(), subject: 'mailto:duty@example.gov.cn' };
let nowMs = Date.parse('2025-06-01T00:00:00.000Z');
const now = () => new Date(nowMs).toISOString();
let service: PushService;
let channel: Channel;

const channelFor = (origins: string[], timeoutMs = 400) =>
  webPushChannel({
    vapid,
    policy: pushHostPolicy([], { testOrigins: origins, isProduction: false }),
    now,
    timeoutMs,
  });

beforeEach(async () => {
  nowMs = Date.parse('2025-06-01T00:00:00.000Z');
  service = await startPushService(vapid.publicKey, () => nowMs);
  channel = channelFor([service.origin]);
});
afterEach(async () => {
  await service.close();
  await channel.close();
});

const message = (change: Partial<ChannelMessage> = {}): ChannelMessage => ({
  payload: JSON.stringify({ title: '山洪红色预警' }),
  endsAt: '2025-06-01T06:00:00.000Z',
  level: 'red',
  isImmediate: false,
  topic: alertTopic('a1b2c3'),
  ...change,
});

describe('a message reaches the push service as the standards want it', () => {
  test('it is signed, encrypted for this browser only, lives until the bulletin ends and replaces its predecessor', async () => {
    const phone = service.subscribe();
    expect(await channel.send(message(), phone)).toEqual({ outcome: 'delivered' });
    expect(service.complaints).toEqual([]);
    expect(service.received).toEqual([
      {
        endpoint: phone.endpoint,
        text: '{"title":"山洪红色预警"}',
        ttl: 6 * 3600,
        urgency: 'high',
        topic: topicOf(alertTopic('a1b2c3')),
      },
    ]);
  });

  test('the signature is renewed before it expires and reused until then', async () => {
    const phone = service.subscribe();
    for (const hours of [0, 10, 2, 30]) {
      nowMs += hours * 3_600_000;
      const endsAt = new Date(nowMs + 60_000).toISOString();
      expect(await channel.send(message({ endsAt }), phone)).toEqual({ outcome: 'delivered' });
    }
    expect(service.complaints).toEqual([]);
  });

  test('the urgency follows the level, and Immediate lifts any level', () => {
    const of = (level: ChannelMessage['level'], isImmediate = false) => urgencyOf({ level, isImmediate });
    expect([of('red'), of('orange'), of(null), of('yellow'), of('blue'), of('blue', true)]).toEqual([
      'high', 'high', 'high', 'normal', 'normal', 'high',
    ]); // prettier-ignore
  });

  test('topics are stable, differ between alerts and never reveal the id', () => {
    expect(topicOf(alertTopic('a'))).toBe(topicOf(alertTopic('a')));
    expect(topicOf(alertTopic('a'))).not.toBe(topicOf(alertTopic('b')));
    expect(topicOf(alertTopic('x'.repeat(500)))).toMatch(/^[\w-]{32}$/);
  });
});

describe('a key made beforehand', () => {
  test('carries the message; one that does not open is replaced by a fresh one', async () => {
    const armed = armedKeys(randomBytes(32));
    const ready = webPushChannel({
      vapid,
      policy: pushHostPolicy([], { testOrigins: [service.origin], isProduction: false }),
      now,
      armed,
    });
    const phone = service.subscribe();
    const sealed = armed.arm(phone);
    expect(await ready.send(message(), phone, sealed)).toEqual({ outcome: 'delivered' });
    expect(await ready.send(message(), phone, randomBytes(142))).toEqual({ outcome: 'delivered' });
    expect(await channel.send(message(), phone, sealed)).toEqual({ outcome: 'delivered' });
    expect(service.received).toHaveLength(3);
    await ready.close();
  });
});

describe('the answer of a push service becomes what to do', () => {
  test.each<[Misbehaviour, unknown]>([
    [{ status: 404 }, { outcome: 'gone' }],
    [{ status: 410 }, { outcome: 'gone' }],
    [{ status: 429 }, { outcome: 'later', seconds: 60, reason: 'service-failing' }],
    [
      { status: 429, headers: { 'retry-after': '120' } },
      { outcome: 'later', seconds: 120, reason: 'asked-to-wait' },
    ],
    [
      { status: 503, headers: { 'retry-after': 'Sun, 01 Jun 2025 00:05:00 GMT' } },
      { outcome: 'later', seconds: 300, reason: 'asked-to-wait' },
    ],
    [
      { status: 429, headers: { 'retry-after': '99999999' } },
      { outcome: 'later', seconds: 3600, reason: 'asked-to-wait' },
    ],
    [
      { status: 429, headers: { 'retry-after': 'soon' } },
      { outcome: 'later', seconds: 60, reason: 'service-failing' },
    ],
    [{ status: 406 }, { outcome: 'later', seconds: 60, reason: 'service-failing' }],
    [{ status: 500 }, { outcome: 'later', seconds: 60, reason: 'service-failing' }],
    [{ status: 400 }, { outcome: 'refused', reason: 'service-refused' }],
    [{ status: 401 }, { outcome: 'refused', reason: 'service-refused' }],
    [{ status: 403 }, { outcome: 'refused', reason: 'service-refused' }],
    [{ status: 413 }, { outcome: 'refused', reason: 'service-refused' }],
    ['hang', { outcome: 'later', seconds: 60, reason: 'no-answer' }],
    ['hang-up', { outcome: 'later', seconds: 60, reason: 'no-answer' }],
    ['endless-body', { outcome: 'delivered' }],
  ])('%j means %j', async (trick, result) => {
    service.misbehave = () => trick;
    expect(await channel.send(message(), service.subscribe())).toEqual(result);
  });

  test('a redirect is not followed', async () => {
    const target = await startPushService(vapid.publicKey, () => nowMs);
    service.misbehave = () => ({ status: 307, headers: { location: target.subscribe().endpoint } });
    const result = await channel.send(message(), service.subscribe());
    expect(result).toEqual({ outcome: 'refused', reason: 'service-refused' });
    expect(target.requests).toBe(0);
    await target.close();
  });

  test('a service that asked to wait is left alone, with all its devices, until the time is over', async () => {
    service.misbehave = () => ({ status: 429, headers: { 'retry-after': '120' } });
    await channel.send(message(), service.subscribe());
    service.misbehave = () => null;
    expect(await channel.send(message(), service.subscribe())).toEqual({
      outcome: 'later',
      seconds: 120,
      reason: 'left-alone',
    });
    expect(service.requests).toBe(1);
    nowMs += 120_000;
    expect(await channel.send(message(), service.subscribe())).toEqual({ outcome: 'delivered' });
  });

  test('a service that fails five times in a row is left alone for half a minute', async () => {
    service.misbehave = () => ({ status: 500 });
    for (let i = 0; i < 6; i += 1) await channel.send(message(), service.subscribe());
    expect(service.requests).toBe(5);
  });
});

describe('the server cannot be led to knock on a neighbour', () => {
  test('an endpoint that is on no list is refused at sending, though it was stored', async () => {
    const strict = channelFor([]);
    const refused = { outcome: 'refused', reason: 'endpoint-not-allowed' };
    expect(await strict.send(message(), service.subscribe())).toEqual(refused);
    expect(service.requests).toBe(0);
    await strict.close();
  });

  test('a listed name that points into the house is refused when connecting', async () => {
    const rebound = webPushChannel({
      vapid,
      policy: pushHostPolicy(['push.example.cn']),
      now,
      resolve: (_name, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    const phone = { ...service.subscribe(), endpoint: 'https://push.example.cn/wpush/1' };
    expect(await rebound.send(message(), phone)).toEqual({ outcome: 'refused', reason: 'address-private' });
    await rebound.close();
  });

  test('what has ended and what is too large is not sent', async () => {
    const phone = service.subscribe();
    const ended = await channel.send(message({ endsAt: now() }), phone);
    const large = await channel.send(
      message({ payload: JSON.stringify({ title: '红'.repeat(700) }) }),
      phone,
    );
    expect([ended, large]).toEqual([
      { outcome: 'refused', reason: 'ended' },
      { outcome: 'refused', reason: 'payload-too-large' },
    ]);
    expect(service.requests).toBe(0);
  });
});

describe('a drill can never be taken for the real thing, nor the real thing for a drill', () => {
  const real = alertTopic('a1b2c3');
  const drill = drillTopic('a1b2c3');
  const payload = (title: unknown) => JSON.stringify({ web_push: 8030, notification: { title } });
  const refused = { outcome: 'refused', reason: 'drill-unmarked' };

  test.each<[string, Partial<ChannelMessage>]>([
    ['a drill without its mark', { topic: drill, payload: payload('山洪红色预警') }],
    ['a drill whose mark is not first', { topic: drill, payload: payload('山洪【演练】') }],
    ['a marked text under an alert', { topic: real, payload: payload('【演练】山洪红色预警') }],
    ['a marked text under a notice', { topic: noticeTopic('n'), payload: payload('【演练】禁火令') }],
    ['a title that is no text', { topic: real, payload: payload(7) }],
    ['a payload without a title', { topic: drill, payload: 'null' }],
    ['a payload that is no JSON', { topic: real, payload: '山洪' }],
  ])('%s is refused', async (_name, change) => {
    expect(await channel.send(message(change), service.subscribe())).toEqual(refused);
    expect(service.requests).toBe(0);
  });

  test('a marked drill and an unmarked notice are sent, under topics of their own', async () => {
    const phone = service.subscribe();
    await channel.send(message({ topic: drill, payload: payload('【演练】山洪红色预警') }), phone);
    await channel.send(message({ topic: noticeTopic('a1b2c3'), payload: payload('禁火令') }), phone);
    await channel.send(message(), phone);
    expect(new Set(service.received.map(({ topic }) => topic)).size).toBe(3);
  });
});
