import { describe, expect, it } from 'vitest';
import { runningClocks, urgencyOf } from '../../src/domain/case-clock.ts';
import { newCase, type CaseFile } from '../../src/domain/case-file.ts';
import type { WorkCalendar } from '../../src/domain/deadline.ts';
import { addMs, HOUR_MS } from '../../src/domain/instant.ts';

const calendar: WorkCalendar = { years: new Set([2026]), free: new Set(), worked: new Set() };
const START = '2026-03-02T02:00:00.000Z';

const fire = (isEvacuation: boolean): CaseFile =>
  newCase({
    id: 'c1',
    caseNo: '2026-000001',
    kind: 'fire',
    category: 'fire-exit',
    adcode: '654225100',
    sequence: 1,
    receivedAt: START,
    hasIdentity: false,
    isEvacuation,
  });

describe('clocks of a fire hazard', () => {
  const dueOf = (file: CaseFile) => runningClocks(file, calendar).find(({ name }) => name === 'first-check');

  it('blocked exits are checked within 24 hours, others within three working days', () => {
    expect(dueOf(fire(true))?.dueAt).toBe(addMs(START, 24 * HOUR_MS));
    // Monday: Tuesday, Wednesday, Thursday; over at midnight.
    expect(dueOf(fire(false))?.dueAt).toBe('2026-03-05T16:00:00.000Z');
  });

  it('turns from calm to soon to late', () => {
    const clock = dueOf(fire(true));
    if (clock === undefined) throw new Error('no clock');
    expect([0, 20, 24].map((hours) => urgencyOf(clock, addMs(START, hours * HOUR_MS)))).toEqual([
      'calm',
      'soon',
      'late',
    ]);
  });
});
