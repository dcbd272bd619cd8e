import { beforeEach, describe, expect, test } from 'vitest';
import type { OutletResult } from '../../../functions/channels/outlet-contract.ts';
import type { Drill } from '../../../src/domain/drill.ts';
import { drillTopic } from '../../../src/domain/topic.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import { openOffice, type Office } from '../outlet-fixture.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});

const busy: OutletResult = { outcome: 'later', trouble: 'receiver-busy', seconds: null };
const refused: OutletResult = { outcome: 'refused', trouble: 'credentials-refused' };
const keys = () => office.taken.map(({ key }) => key).sort();

describe('an institution is told', () => {
  test('of a bulletin for its region and level, once', async () => {
    await office.add();
    await office.save(exampleRevision());
    expect(await office.runOnce()).toEqual(['done']);
    expect(keys()).toEqual(['a1b2c3/1/gateway']);
    expect(await office.ledger.rowsOf('a1b2c3')).toMatchObject([
      { channel: 'blackhole', batch: 'gateway', state: 'settled', sent: 1, accepted: 1, tries: 1 },
    ]);
    expect(await office.outlets.findOutlet('gateway')).toMatchObject({
      lastDeliveredAt: '2026-07-01T03:00:00.000Z',
      lastTrouble: null,
    });
  });

  test('once, however often the work is planned and tried', async () => {
    await office.add();
    await office.save(exampleRevision());
    await office.runOnce();
    expect(await office.plan('a1b2c3', 1)).toBe(0);
    expect(await office.try('a1b2c3', 1)).toBe('done');
    expect(keys()).toHaveLength(1);
  });

  test('not of what is for elsewhere, or below its level', async () => {
    await office.add({ id: 'other', adcodes: ['231200'] });
    await office.add({ id: 'red', lowestLevel: 'red' });
    await office.add({ id: 'town', adcodes: ['654225100'] });
    await office.add({ id: 'province', adcodes: ['65'] });
    await office.save(exampleRevision());
    await office.runOnce();
    expect(keys()).toEqual(['a1b2c3/1/province', 'a1b2c3/1/town']);
  });

  test('in the texts and languages it asked for, each once, with the facts beside them', async () => {
    const bulletins = examplePart().bulletins;
    const uyghur = {
      ...(bulletins[0] as (typeof bulletins)[number]),
      language: 'ug',
      headline: 'ئاگاھلاندۇرۇش',
    };
    const part = { ...examplePart(), bulletins: [...bulletins, uyghur] };
    await office.add({ mouths: ['sms', 'cap'] });
    await office.add({ id: 'zh', mouths: ['sms', 'cap'], languages: ['zh'] });
    await office.add({ id: 'en', mouths: ['sms'], languages: ['en'] });
    await office.save(exampleRevision({ parts: [part] }));
    await office.runOnce();
    const texts = (id: string) =>
      office.taken
        .find(({ key }) => key.endsWith(`/${id}`))
        ?.texts.map(({ mouth, language }) => `${mouth} ${language}`);
    expect(texts('gateway')?.filter((text) => text.startsWith('cap'))).toEqual(['cap zh-CN']);
    expect(texts('zh')).toEqual(['sms zh-CN', 'cap zh-CN']);
    // A warning in another language is better than none.
    expect(texts('en')).toEqual(['sms zh-CN']);
    expect(office.taken[0]).toMatchObject({
      kind: 'alert',
      level: 'orange',
      action: 'issue',
      parts: [{ hazard: { code: '11A51', name: '山洪' }, adcodes: ['654225'], areaText: '裕民县' }],
      pageUrl: 'https://yjglj.example.gov.cn/alerts/a1b2c3/',
    });
  });
});

describe('an update and an all-clear', () => {
  const elsewhere = examplePart({ adcodes: ['654202'], areas: [] });

  test('follow to whoever had an earlier revision, though the area moved away', async () => {
    await office.add({ adcodes: ['654225'] });
    await office.add({ id: 'wusu', adcodes: ['654202'] });
    await office.save(exampleRevision());
    await office.runOnce();
    await office.save(exampleRevision({ revision: 2, action: 'update', parts: [elsewhere] }));
    await office.runOnce();
    await office.save(exampleRevision({ revision: 3, action: 'cancel', parts: [elsewhere] }));
    await office.runOnce();
    expect(keys()).toEqual([
      'a1b2c3/1/gateway',
      'a1b2c3/2/gateway',
      'a1b2c3/2/wusu',
      'a1b2c3/3/gateway',
      'a1b2c3/3/wusu',
    ]);
  });

  test('an all-clear is for who heard the warning, not for who came after it', async () => {
    await office.save(exampleRevision());
    await office.runOnce();
    await office.add();
    await office.save(exampleRevision({ revision: 2, action: 'cancel' }));
    await office.runOnce();
    expect(keys()).toEqual([]);
  });

  test('an all-clear is owed though the warning has ended by then', async () => {
    await office.add();
    await office.save(exampleRevision());
    await office.runOnce();
    office.setNow('2026-07-02T03:00:00.000Z');
    await office.save(exampleRevision({ revision: 2, action: 'cancel' }));
    await office.runOnce();
    expect(keys()).toEqual(['a1b2c3/1/gateway', 'a1b2c3/2/gateway']);
  });

  test('an older revision is never told after a newer one', async () => {
    await office.add();
    office.answers.push(() => busy);
    await office.save(exampleRevision());
    expect(await office.runOnce()).toEqual(['again']);
    await office.save(exampleRevision({ revision: 2, action: 'update' }));
    await office.runOnce();
    expect(await office.try('a1b2c3', 1)).toBe('done');
    expect(keys()).toEqual(['a1b2c3/2/gateway']);
    expect(await office.states('a1b2c3')).toEqual(['gateway 2 settled', 'gateway 1 superseded']);
  });

  test('a newer revision waits while an older one is on its way', async () => {
    await office.add();
    await office.save(exampleRevision());
    office.answers.push(async () => {
      await office.save(exampleRevision({ revision: 2, action: 'update' }));
      await office.plan('a1b2c3', 2);
      expect(await office.try('a1b2c3', 2)).toBe('again');
      return { outcome: 'delivered' };
    });
    await office.runOnce();
    expect(await office.try('a1b2c3', 2)).toBe('done');
    expect(keys()).toEqual(['a1b2c3/1/gateway', 'a1b2c3/2/gateway']);
  });
});

describe('an institution that does not take it', () => {
  test('is asked again until it does', async () => {
    await office.add();
    office.answers.push(
      () => busy,
      () => busy,
    );
    await office.save(exampleRevision());
    expect(await office.runOnce()).toEqual(['again']);
    expect(await office.try('a1b2c3', 1)).toBe('again');
    expect(await office.try('a1b2c3', 1)).toBe('done');
    expect(await office.ledger.rowsOf('a1b2c3')).toMatchObject([
      { tries: 3, sent: 3, accepted: 1, later: 0, problem: null },
    ]);
  });

  test('is left alone as long as it asked for', async () => {
    await office.add();
    office.answers.push(() => ({ ...busy, seconds: 120 }));
    await office.save(exampleRevision());
    await office.runOnce();
    office.setNow('2026-07-01T03:01:59.000Z');
    expect(await office.try('a1b2c3', 1)).toBe('again');
    expect(keys()).toEqual([]);
    office.setNow('2026-07-01T03:02:00.000Z');
    expect(await office.try('a1b2c3', 1)).toBe('done');
  });

  test('is given up when the bulletin ends, and a person is told', async () => {
    await office.add();
    office.answers.push(() => busy);
    await office.save(exampleRevision());
    await office.runOnce();
    office.setNow('2026-07-01T12:00:00.000Z');
    expect(await office.try('a1b2c3', 1)).toBe('done');
    expect(await office.states('a1b2c3')).toEqual(['gateway 1 ended']);
    expect([keys(), office.alarms]).toEqual([[], ['gateway ended a1b2c3/1']]);
  });

  test('calls a person at the third failure in a row, once', async () => {
    await office.add();
    office.answers.push(
      () => busy,
      () => busy,
      () => busy,
      () => busy,
    );
    await office.save(exampleRevision());
    await office.runOnce();
    for (let i = 0; i < 3; i += 1) await office.try('a1b2c3', 1);
    expect(office.alarms).toEqual(['gateway receiver-busy a1b2c3/1']);
  });

  test('for a reason of ours waits for a person, who then sets it free', async () => {
    await office.add();
    office.answers.push(() => refused);
    await office.save(exampleRevision());
    expect(await office.runOnce()).toEqual(['done']);
    expect(await office.try('a1b2c3', 1)).toBe('done');
    expect(office.alarms).toEqual(['gateway credentials-refused a1b2c3/1']);
    const now = '2026-07-01T03:05:00.000Z';
    expect(await office.outlets.listStatus(now)).toMatchObject([
      { stuck: 1, waiting: 0, lastTrouble: 'credentials-refused' },
    ]);
    office.setNow(now);
    expect(await office.resume()).toBe(1);
    expect(await office.runOnce()).toEqual(['done']);
    expect(keys()).toEqual(['a1b2c3/1/gateway']);
    expect(await office.outlets.listStatus(now)).toMatchObject([{ stuck: 0, waiting: 0, lastTrouble: null }]);
  });

  test('in part is asked only for the rest', async () => {
    await office.add();
    office.answers.push(() => ({ ...busy, done: ['first'] }));
    await office.save(exampleRevision());
    await office.runOnce();
    await office.try('a1b2c3', 1);
    expect(office.taken[0]?.done).toEqual(['first']);
  });

  test('that a killed worker may have told is told once more under the same key', async () => {
    await office.add();
    await office.save(exampleRevision());
    await office.plan('a1b2c3', 1);
    const [row] = await office.ledger.rowsOf('a1b2c3');
    if (row === undefined) throw new Error('nothing planned');
    await office.ledger.begin(row, '2026-07-01T03:00:00.000Z');
    expect(await office.try('a1b2c3', 1)).toBe('done');
    expect(keys()).toEqual(['a1b2c3/1/gateway']);
  });

  test('because we made a mistake is told, not hidden', async () => {
    await office.add();
    office.answers.push(() => Promise.reject(new Error('a bug')));
    await office.save(exampleRevision());
    await office.runOnce();
    expect(office.alarms).toEqual(['gateway unexpected a1b2c3/1']);
  });

  test('and is removed is owed nothing', async () => {
    await office.add();
    await office.save(exampleRevision());
    await office.plan('a1b2c3', 1);
    await office.remove();
    expect(await office.try('a1b2c3', 1)).toBe('done');
    expect(await office.states('a1b2c3')).toEqual(['gateway 1 ended']);
  });
});

describe('a pause', () => {
  beforeEach(async () => {
    await office.add();
    await office.pause();
    await office.save(exampleRevision());
  });

  test('keeps what is owed until it is over', async () => {
    expect(await office.runOnce()).toEqual(['done']);
    expect(keys()).toEqual([]);
    expect(await office.outlets.listStatus('2026-07-01T03:00:00.000Z')).toMatchObject([{ waiting: 1 }]);
    expect(await office.resume()).toBe(1);
    expect(await office.runOnce()).toEqual(['done']);
    expect(keys()).toEqual(['a1b2c3/1/gateway']);
  });

  test('is not followed by what has ended meanwhile', async () => {
    await office.runOnce();
    office.setNow('2026-07-01T12:00:00.000Z');
    expect(await office.resume()).toBe(0);
  });

  test('leaves of several revisions only the newest', async () => {
    await office.runOnce();
    await office.save(exampleRevision({ revision: 2, action: 'update' }));
    await office.runOnce();
    expect(await office.resume()).toBe(1);
    await office.runOnce();
    expect(keys()).toEqual(['a1b2c3/2/gateway']);
  });
});

test('what is over when it comes is told to nobody', async () => {
  await office.add();
  office.setNow('2026-07-01T12:00:00.000Z');
  await office.save(exampleRevision());
  expect([await office.runOnce(), keys()]).toEqual([[], []]);
});

test('of many bulletins at once the gravest is first in the queue', async () => {
  await office.add();
  for (const level of ['blue', 'red', 'yellow'] as const) {
    await office.save(exampleRevision({ alertId: level, parts: [examplePart({ level })] }));
    await office.plan(level, 1);
  }
  const { rows } = await office.pool.query<{ topic: string }>(
    `select data->>'topic' as topic from pgboss.job where name = 'hand-over-outlet' order by priority desc`,
  );
  expect(rows.map(({ topic }) => topic)).toEqual(['red', 'yellow', 'blue']);
});

describe('a drill', () => {
  const drill: Drill = {
    id: 'drill-1',
    isDrill: true,
    state: 'running',
    source: '裕民县应急管理局',
    parts: [examplePart({}, { headline: '【演练】山洪橙色预警', instruction: '【演练】往高处走。' })],
    startAt: '2026-07-01T02:00:00.000Z',
    endAt: '2026-07-01T06:00:00.000Z',
    startedAt: '2026-07-01T02:00:00.000Z',
    endedAt: null,
    cancelledReason: null,
    isDemonstration: false,
  };
  const topic = drillTopic(drill.id);

  beforeEach(async () => {
    await office.add();
    await office.add({ id: 'trainee', acceptsDrills: true });
    office.drills.set(drill.id, drill);
  });

  test('is told only to who takes drills, and is marked in every text', async () => {
    expect(await office.plan(topic, 1)).toBe(1);
    expect(await office.try(topic, 1, 'trainee')).toBe('done');
    const [message] = office.taken;
    expect(message).toMatchObject({ kind: 'drill', key: `${topic}/1/trainee` });
    expect(message?.title).toMatch(/^【演练】/);
    expect(message?.texts.length).toBeGreaterThan(3);
    for (const { text } of message?.texts ?? []) expect(text).toContain('【演练】');
    expect(message?.texts.find(({ mouth }) => mouth === 'cap')?.text).toContain('<status>Exercise</status>');
  });

  test('has its end told to who heard its beginning', async () => {
    await office.plan(topic, 1);
    await office.try(topic, 1, 'trainee');
    office.drills.set(drill.id, { ...drill, state: 'ended', endedAt: '2026-07-01T02:50:00.000Z' });
    await office.add({ id: 'late', acceptsDrills: true });
    expect(await office.plan(topic, 2)).toBe(1);
    expect(await office.try(topic, 2, 'trainee')).toBe('done');
    expect(office.taken.map(({ action, title }) => [action, title.slice(0, 9)])).toEqual([
      ['issue', '【演练】山洪橙色预'],
      ['cancel', '【演练】演练结束：'],
    ]);
  });
});

test('a demonstration stays on the machine', async () => {
  await office.add();
  const revisions = [exampleRevision({ isDemonstration: true })];
  office.deps.alerts = { findHistory: () => Promise.resolve({ revisions }) };
  expect(await office.plan('a1b2c3', 1)).toBe(0);
});
