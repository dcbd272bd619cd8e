import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { callRoutes } from '../../../functions/api/calls.ts';
import type { ChannelMessage, SendResult } from '../../../functions/channels/channel.ts';
import { createCallStore } from '../../../functions/store/call-queries.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import type { CallStore } from '../../../functions/store/subscriber-contract.ts';
import { remindCalls } from '../../../functions/use-cases/care-calls.ts';
import { DEFAULT_CALL_MINUTES } from '../../../src/domain/call-report.ts';
import type { StaffMember } from '../../../src/domain/staff.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import { freshStore, type FreshStore } from '../../support/database.ts';
import { exampleSubscription } from '../store/example-rows.ts';

const SENT = Date.parse('2026-07-01T02:34:00.000Z');
const device = randomBytes(16).toString('base64url');
const officer: StaffMember = {
  id: 'o1',
  name: '测试员',
  email: 'o@example.org',
  roles: ['grassroots'],
  adcodes: ['654225100'],
};
let fresh: FreshStore;
let calls: CallStore;
let app: Hono;
let member: StaffMember | null;
let nowMs: number;
const now = () => new Date(nowMs).toISOString();

beforeEach(async () => {
  fresh = await freshStore();
  calls = createCallStore(openDatabase(fresh.pool));
  member = officer;
  nowMs = SENT;
  const known = ['654225', '654225100', '654225101'];
  const gazetteer = {
    find: (adcode: string) =>
      known.includes(adcode) ? { adcode, name: adcode, tier: 'township' as const } : null,
  };
  const deps = { store: fresh.store, calls, gazetteer, now, minutes: DEFAULT_CALL_MINUTES };
  app = callRoutes(deps, { memberOf: () => Promise.resolve(member) });
  await fresh.store.saveRevision(exampleRevision(), { mediaType: 'text/plain', body: '' });
});

const report = (change: object = {}) => ({
  alertId: 'a1b2c3',
  adcode: '654225100201',
  device,
  total: 40,
  done: 12,
  at: now(),
  ...change,
});
async function ask(method: string, path: string, body?: unknown) {
  const response = await app.request(`/api/staff/calls${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const tallies = async () => (await ask('GET', '')).body['tallies'];

describe('counts of calls', () => {
  test('of several officers in a village are one line for the township, and name nobody', async () => {
    await ask('POST', '/report', report());
    await ask(
      'POST',
      '/report',
      report({ device: randomBytes(16).toString('base64url'), total: 10, done: 10 }),
    );
    const line = {
      alertId: 'a1b2c3',
      adcode: '654225100201',
      devices: 2,
      total: 50,
      done: 22,
      lastAt: now(),
    };
    expect(await tallies()).toEqual([line]);
    member = { ...officer, roles: ['duty-officer'], adcodes: ['654225'] };
    expect(await tallies()).toEqual([line]);
    member = { ...officer, roles: ['duty-officer'], adcodes: ['654225101'] };
    expect(await tallies()).toEqual([]);
    const { rows } = await fresh.pool.query('select * from call_report');
    expect(Object.keys(rows[0] as object).sort()).toEqual(
      ['adcode', 'alert_id', 'at', 'device', 'done', 'total'].sort(),
    );
  });

  test('said later replace those said before, in whatever order they arrive; sent twice is once', async () => {
    nowMs += 600_000;
    await ask('POST', '/report', report({ done: 30 }));
    await ask('POST', '/report', report({ done: 12, at: new Date(SENT).toISOString() }));
    await ask('POST', '/report', report({ done: 30 }));
    expect(await tallies()).toMatchObject([{ devices: 1, done: 30 }]);
  });

  test('of a phone whose clock runs ahead do not shut out what it says next', async () => {
    await ask('POST', '/report', report({ at: '2099-01-01T00:00:00.000Z' }));
    nowMs += 1000;
    await ask('POST', '/report', report({ done: 13 }));
    expect(await tallies()).toMatchObject([{ done: 13 }]);
  });

  test.each<[string, object, number, string]>([
    ['more done than there are', { done: 41 }, 422, 'call-counts-invalid'],
    ['fewer than none', { done: -1 }, 422, 'call-counts-invalid'],
    ['half a household', { total: 1.5, done: 1 }, 422, 'call-counts-invalid'],
    ['a million', { total: 1_000_000 }, 422, 'call-counts-invalid'],
    ['outside the officer’s tree', { adcode: '654225101' }, 403, 'region-outside-tree'],
    ['of the county above', { adcode: '654225' }, 403, 'region-outside-tree'],
    ['nowhere', { adcode: '999999' }, 422, 'region-unknown'],
    ['about no alert', { alertId: 'zzz' }, 404, 'alert-unknown'],
    ['at no time', { at: '刚才' }, 422, 'field-invalid'],
    ['of no device', { device: '' }, 422, 'field-invalid'],
  ])('%s are refused', async (_what, change, status, word) => {
    expect(await ask('POST', '/report', report(change))).toMatchObject({ status, body: { word } });
    expect(await tallies()).toEqual([]);
  });

  test('are taken from officers alone, and shown to nobody who is not signed in', async () => {
    member = { ...officer, roles: ['duty-officer'] };
    expect(await ask('POST', '/report', report())).toMatchObject({ status: 403, body: { word: 'role-missing' } });
    member = null;
    for (const [method, path] of [['GET', ''], ['POST', '/report'], ['POST', '/device'], ['DELETE', '/device']] as const)
      expect(await ask(method, path, method === 'GET' ? undefined : report()), path).toMatchObject({ status: 401 });
  }); // prettier-ignore
});

test('a device asks where its officer may report, and how long the levels allow', async () => {
  const { body } = await ask('GET', '');
  expect(body).toMatchObject({
    places: [{ adcode: '654225100', name: '654225100' }],
    isOfficer: true,
    minutes: { red: 10, blue: null },
  });
});

describe('a reminder', () => {
  let sent: { message: ChannelMessage; endpoint: string }[];
  let answer: SendResult;
  const subscription = exampleSubscription();
  const { endpoint } = subscription.address;
  const after = async (minutes: number): Promise<string[]> => {
    nowMs = SENT + minutes * 60_000;
    sent = [];
    await remindCalls({
      store: fresh.store,
      calls,
      now,
      channel: {
        send: (message, address) => {
          sent.push({ message, endpoint: address.endpoint });
          return Promise.resolve(answer);
        },
      },
      minutes: DEFAULT_CALL_MINUTES,
      nameOf: () => '哈拉布拉镇',
      publicUrl: 'https://anlan.example',
    });
    return sent.map(
      ({ message }) => (JSON.parse(message.payload) as { notification: { body: string } }).notification.body,
    );
  };

  beforeEach(async () => {
    answer = { outcome: 'delivered' };
    await fresh.store.saveSubscription(subscription);
    await ask('POST', '/device', { device, adcode: '654225100', endpoint });
  });

  test('comes after the minutes of its level, says what is left, three times at most, and stops when all is done', async () => {
    expect(await after(19)).toEqual([]);
    expect(await after(20)).toEqual(['哈拉布拉镇：还没有收到叫应情况。只有您的手机知道是哪些户。']);
    expect(await after(21)).toEqual([]);
    await ask('POST', '/report', report({ adcode: '654225100' }));
    expect(await after(40)).toEqual(['哈拉布拉镇：还有 28 户没有叫应。只有您的手机知道是哪些户。']);
    expect(await after(60)).toHaveLength(1);
    expect(await after(80)).toEqual([]);
  });

  test('does not come to who has confirmed everybody, to another place, or after the end', async () => {
    await ask('POST', '/report', report({ adcode: '654225100', done: 40 }));
    expect(await after(20)).toEqual([]);
    await ask('POST', '/report', report({ adcode: '654225100', done: 39 }));
    await fresh.store.saveRevision(exampleRevision({ revision: 2, action: 'cancel', sentAt: now() }), {
      mediaType: 'text/plain',
      body: '',
    });
    expect(await after(60)).toEqual([]);
  });

  test('counts by the level at the officer’s own place', async () => {
    const elsewhere = examplePart({ level: 'red', adcodes: ['654202'] });
    const here = examplePart({ level: 'blue', adcodes: ['654225'] });
    await fresh.store.saveRevision(
      exampleRevision({ revision: 2, action: 'update', parts: [elsewhere, here] }),
      { mediaType: 'text/plain', body: '' },
    );
    expect(await after(60)).toEqual([]);
  });

  test('that a push service did not take is not used up, and a device that is gone is forgotten', async () => {
    answer = { outcome: 'later', seconds: 60, reason: 'asked-to-wait' };
    expect(await after(20)).toHaveLength(1);
    answer = { outcome: 'gone' };
    expect(await after(21)).toHaveLength(1);
    expect(await fresh.store.countSubscriptions()).toBe(0);
    expect(await after(22)).toEqual([]);
  });

  test('needs a subscribed device, and ends when the officer says so', async () => {
    const other = { device, adcode: '654225100', endpoint: 'https://push.example/unknown' };
    expect(await ask('POST', '/device', other)).toMatchObject({
      status: 404,
      body: { word: 'subscription-unknown' },
    });
    expect(await ask('POST', '/device', { ...other, endpoint, adcode: '654225' })).toMatchObject({
      status: 403,
    });
    expect((await ask('DELETE', '/device', { device })).body).toEqual({ wasFollowing: true });
    expect(await after(20)).toEqual([]);
  });
});
