import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { plainWish } from '../../../src/domain/subscription.ts';
import { pushHostPolicy } from '../../../src/domain/push-endpoint.ts';
import { subscriptionRoutes } from '../../../functions/api/subscriptions.ts';
import type { Store } from '../../../functions/store/store.ts';
import { freshStore } from '../../support/database.ts';
import { newBrowserKeys } from '../../support/push-keys.ts';

let store: Store;
let app: Hono;
let nowMs: number;

beforeEach(async () => {
  ({ store } = await freshStore());
  nowMs = Date.parse('2026-07-01T03:00:00.000Z');
  const known = ['65', '654225', '654225100', '654202'];
  app = subscriptionRoutes({
    store,
    gazetteer: {
      find: (adcode) => (known.includes(adcode) ? { adcode, name: adcode, tier: 'county' } : null),
    },
    isHazardSlug: (slug) => ['flash-flood', 'snow'].includes(slug),
    policy: pushHostPolicy([]),
    now: () => new Date(nowMs).toISOString(),
    newId: randomUUID,
    vapidPublicKey: 'BKey',
  });
});

const endpoint = 'https://updates.push.services.mozilla.com/wpush/v2/gAAA';
const { keys } = newBrowserKeys();
const wish = (change: object = {}) => ({
  endpoint,
  keys,
  adcodes: ['654225'],
  lowestLevel: 'yellow',
  ...change,
});

async function ask(method: string, path: string, body?: unknown, type = 'application/json') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await app.request(path, {
    method,
    ...(body === undefined ? {} : { body: text, headers: { 'content-type': type } }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

const subscribe = (body: unknown, type?: string) => ask('POST', '/api/subscriptions', body, type);

describe('a device subscribes, asks and leaves', () => {
  test('posting again is the same device: it changes what was asked and when it was seen, not how many there are', async () => {
    expect(await subscribe(wish())).toMatchObject({ status: 201 });
    nowMs += 60_000;
    const again = await subscribe(
      wish({ adcodes: ['654202000000', '654225100', '654202'], lowestLevel: 'red' }),
    );
    expect(again.body).toMatchObject({ adcodes: ['654202', '654225100'], lowestLevel: 'red' });
    expect(await store.countSubscriptions()).toBe(1);
    const stored = await store.findByEndpoint(endpoint);
    expect([stored?.createdAt, stored?.seenAt]).toEqual([
      '2026-07-01T03:00:00.000Z',
      '2026-07-01T03:01:00.000Z',
    ]);
  });

  test('the endpoint answers what it asked for, never cached, without its keys', async () => {
    await subscribe(wish());
    const found = await ask('POST', '/api/subscriptions/lookup', { endpoint });
    expect(found.body).toEqual({
      adcodes: ['654225'],
      lowestLevel: 'yellow',
      wish: plainWish(['654225'], 'yellow'),
    });
    expect(found.headers.get('cache-control')).toBe('no-store');
  });

  test('leaving forgets the device, and leaving twice is no failure', async () => {
    await subscribe(wish());
    expect((await ask('DELETE', '/api/subscriptions', { endpoint })).body).toEqual({ wasSubscribed: true });
    expect(await ask('DELETE', '/api/subscriptions', { endpoint })).toMatchObject({
      status: 200,
      body: { wasSubscribed: false },
    });
    expect(await ask('POST', '/api/subscriptions/lookup', { endpoint })).toMatchObject({
      status: 404,
      body: { word: 'subscription-unknown' },
    });
  });

  test('the public key is served for browsers to subscribe with', async () => {
    expect((await ask('GET', '/api/push-key')).body).toEqual({ publicKey: 'BKey' });
  });
});

describe('a whole wish', () => {
  const whole = (change: object = {}) => ({
    endpoint,
    keys,
    wish: {
      places: [
        { adcode: '654225100', lowestLevel: 'blue', hazards: null, label: '爸妈家' },
        { adcode: '654202', lowestLevel: 'red', hazards: ['snow'] },
      ],
      quiet: { fromMinute: 1320, toMinute: 420 },
      wantsNotices: true,
      wantsDrills: false,
      language: 'ug',
      pausedUntil: null,
      ...change,
    },
  });

  test('is kept as it was asked, without what the family calls its places', async () => {
    const answer = await subscribe(whole());
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      adcodes: ['654202', '654225100'],
      lowestLevel: 'blue',
      wish: {
        ...whole().wish,
        places: [
          { adcode: '654202', lowestLevel: 'red', hazards: ['snow'] },
          { adcode: '654225100', lowestLevel: 'blue', hazards: null },
        ],
      },
    });
    expect(JSON.stringify(await store.findByEndpoint(endpoint))).not.toContain('爸妈');
  });

  test('may name a village whose township is known, and no other village', async () => {
    const village = (adcode: string) => whole({ places: [{ adcode, lowestLevel: 'blue', hazards: null }] });
    expect((await subscribe(village('654225100201'))).body).toMatchObject({ adcodes: ['654225100201'] });
    expect((await subscribe(village('659999100201'))).body).toMatchObject({ word: 'region-unknown' });
  });

  test('no hazard chosen is every hazard: a place that never speaks is nobody’s wish', async () => {
    const none = whole({ places: [{ adcode: '654225', lowestLevel: 'blue', hazards: [] }] });
    expect((await subscribe(none)).body['wish']).toMatchObject({ places: [{ hazards: null }] });
  });

  test('a pause that is over is none', async () => {
    const past = await subscribe(whole({ pausedUntil: '2026-07-01T03:00:00.000Z' }));
    expect(past.body['wish']).toMatchObject({ pausedUntil: null });
    const ahead = await subscribe(whole({ pausedUntil: '2026-07-01T03:00:00.001Z' }));
    expect(ahead.body['wish']).toMatchObject({ pausedUntil: '2026-07-01T03:00:00.001Z' });
  });

  test('survives a worker of an older release that repeats its outline, not one that asks for something else', async () => {
    await subscribe(whole());
    await subscribe(wish({ adcodes: ['654225100', '654202'], lowestLevel: 'blue' }));
    expect((await store.findByEndpoint(endpoint))?.wish?.quiet).toEqual({ fromMinute: 1320, toMinute: 420 });
    await subscribe(wish());
    expect((await store.findByEndpoint(endpoint))?.wish).toEqual(plainWish(['654225'], 'yellow'));
  });

  const place = { adcode: '654225', lowestLevel: 'blue', hazards: null };
  test.each<[string, object, string, string]>([
    ['no place', { places: [] }, 'region-unknown', 'wish.places'],
    ['21 places', { places: Array.from({ length: 21 }, () => place) }, 'regions-too-many', 'wish.places'],
    ['a place nobody knows', { places: [place, { ...place, adcode: '999999' }] }, 'region-unknown', 'wish.places.1'],
    ['a level nobody has', { places: [{ ...place, lowestLevel: 'purple' }] }, 'field-invalid', 'wish.places.0.lowestLevel'],
    ['a hazard nobody has', { places: [{ ...place, hazards: ['dragon'] }] }, 'hazard-unknown', 'wish.places.0.hazards'],
    ['hours that are no half hours', { quiet: { fromMinute: 1, toMinute: 30 } }, 'quiet-hours-invalid', 'wish.quiet'],
    ['hours that never end', { quiet: { fromMinute: 60, toMinute: 60 } }, 'quiet-hours-invalid', 'wish.quiet'],
    ['hours past midnight of the next day', { quiet: { fromMinute: 60, toMinute: 1500 } }, 'quiet-hours-invalid', 'wish.quiet'],
    ['hours that are words', { quiet: '夜里' }, 'field-invalid', 'wish.quiet'],
    ['a language nobody prints', { language: 'xx' }, 'language-unknown', 'wish.language'],
    ['a pause of a year', { pausedUntil: '2027-07-01T03:00:00.000Z' }, 'pause-too-long', 'wish.pausedUntil'],
    ['a pause until a word', { pausedUntil: '明天' }, 'field-invalid', 'wish.pausedUntil'],
  ])('%s is refused, naming the field', async (_what, change, word, path) => {
    expect((await subscribe(whole(change))).body).toMatchObject({ word, path });
    expect(await store.countSubscriptions()).toBe(0);
  }); // prettier-ignore
});

describe('a wish that cannot be kept is refused with a word and changes nothing', () => {
  const offCurve = Buffer.alloc(65, 7);
  offCurve[0] = 4;

  test.each<[string, unknown, number, string]>([
    ['an endpoint on this machine', wish({ endpoint: 'https://127.0.0.1/x' }), 422, 'endpoint-not-allowed'],
    [
      'an endpoint in a private range',
      wish({ endpoint: 'https://192.168.1.1/x' }),
      422,
      'endpoint-not-allowed',
    ],
    [
      'an endpoint of metadata',
      wish({ endpoint: 'http://169.254.169.254/latest' }),
      422,
      'endpoint-not-allowed',
    ],
    [
      'an endpoint over 1 000 characters',
      wish({ endpoint: endpoint + 'a'.repeat(1000) }),
      422,
      'field-invalid',
    ],
    ['keys that are no base64url', wish({ keys: { p256dh: '!!', auth: '!!' } }), 422, 'keys-invalid'],
    [
      'a point off the curve',
      wish({ keys: { ...keys, p256dh: offCurve.toString('base64url') } }),
      422,
      'keys-invalid',
    ],
    ['a short secret', wish({ keys: { ...keys, auth: 'AAAA' } }), 422, 'keys-invalid'],
    [
      '10 000 regions',
      wish({ adcodes: Array.from({ length: 10_000 }, () => '654225100') }),
      422,
      'regions-too-many',
    ],
    ['an unknown region', wish({ adcodes: ['999999'] }), 422, 'region-unknown'],
    ['a region that is no code', wish({ adcodes: ['裕民县'] }), 422, 'region-unknown'],
    ['no region', wish({ adcodes: [] }), 422, 'region-unknown'],
    ['an unknown level', wish({ lowestLevel: 'purple' }), 422, 'field-invalid'],
    ['a number where a list belongs', wish({ adcodes: 654225 }), 422, 'field-invalid'],
    ['null', null, 422, 'field-invalid'],
    ['broken JSON', '{"endpoint":', 400, 'json-invalid'],
    ['NUL', wish({ endpoint: `${endpoint}\0` }), 422, 'text-invalid'],
    ['half a surrogate pair', `{"endpoint":"\\ud800","keys":{},"adcodes":[]}`, 422, 'text-invalid'],
    ['1 MB of text', wish({ endpoint: 'a'.repeat(1_048_576) }), 413, 'request-too-large'],
  ])('%s', async (_what, body, status, word) => {
    const answer = await subscribe(body);
    expect(answer).toMatchObject({ status, body: { word, status } });
    expect(answer.body['title']).toMatch(/\p{Script=Han}/u);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await store.countSubscriptions()).toBe(0);
  });

  test('a body that is not JSON is refused, so that a foreign form cannot subscribe anyone', async () => {
    expect(await subscribe(JSON.stringify(wish()), 'text/plain')).toMatchObject({ status: 415 });
  });
});
