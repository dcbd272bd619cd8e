import { beforeEach, describe, expect, test } from 'vitest';
import type { OutletResult } from '../../../functions/channels/outlet-contract.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';
import { openOffice, type Office } from '../outlet-fixture.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});

const busy: OutletResult = { outcome: 'later', trouble: 'receiver-busy', seconds: null };
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

test('a demonstration stays on the machine', async () => {
  await office.add();
  const revisions = [exampleRevision({ isDemonstration: true })];
  office.deps.alerts = { findHistory: () => Promise.resolve({ revisions }) };
  expect(await office.plan('a1b2c3', 1)).toBe(0);
});
