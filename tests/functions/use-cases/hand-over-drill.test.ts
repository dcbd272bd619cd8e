import { beforeEach, describe, expect, test } from 'vitest';
import type { Drill } from '../../../src/domain/drill.ts';
import { drillTopic } from '../../../src/domain/topic.ts';
import { examplePart } from '../../support/alert-example.ts';
import { openOffice, type Office } from '../outlet-fixture.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
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
