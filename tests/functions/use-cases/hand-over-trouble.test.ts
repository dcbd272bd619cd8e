import { beforeEach, describe, expect, test } from 'vitest';
import type { OutletResult } from '../../../functions/channels/outlet-contract.ts';
import { exampleRevision } from '../../support/alert-example.ts';
import { openOffice, type Office } from '../outlet-fixture.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});

const busy: OutletResult = { outcome: 'later', trouble: 'receiver-busy', seconds: null };
const refused: OutletResult = { outcome: 'refused', trouble: 'credentials-refused' };
const keys = () => office.taken.map(({ key }) => key).sort();

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
