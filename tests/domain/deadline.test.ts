import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readHolidays } from '../../src/content/reward-profiles.ts';
import { dueAt, isCalendarKnown, isWorkingDay, lastDay } from '../../src/domain/deadline.ts';

const calendar = readHolidays(readFileSync('content/tip-off/holidays.yaml', 'utf8'));

describe('a period of a rule', () => {
  it('of days excludes the day it begins', () => {
    expect(lastDay('2026-03-01', { amount: 60, unit: 'days' }, calendar)).toBe('2026-04-30');
    expect(lastDay('2026-03-01', { amount: 90, unit: 'days' }, calendar)).toBe('2026-05-30');
  });

  it('moves from a free last day to the next working day only where that is chosen', () => {
    expect(lastDay('2026-03-01', { amount: 90, unit: 'days', isRolled: true }, calendar)).toBe('2026-06-01');
  });

  it("of working days skips weekends and the State Council's free days, and counts the weekend days worked", () => {
    expect(lastDay('2026-02-13', { amount: 1, unit: 'working-days' }, calendar)).toBe('2026-02-14');
    expect(lastDay('2026-02-13', { amount: 2, unit: 'working-days' }, calendar)).toBe('2026-02-24');
    expect(lastDay('2026-09-30', { amount: 3, unit: 'working-days' }, calendar)).toBe('2026-10-10');
  });

  it('ends at midnight in Beijing, when the last day is over', () => {
    expect(dueAt('2026-03-01T02:00:00.000Z', { amount: 60, unit: 'days' }, calendar)).toBe(
      '2026-04-30T16:00:00.000Z',
    );
    // Half past midnight in Beijing is still the day before in UTC.
    expect(dueAt('2026-02-28T16:30:00.000Z', { amount: 60, unit: 'days' }, calendar)).toBe(
      '2026-04-30T16:00:00.000Z',
    );
  });

  it('of hours runs through the night', () => {
    expect(dueAt('2026-02-15T03:20:00.000Z', { amount: 24, unit: 'hours' }, calendar)).toBe(
      '2026-02-16T03:20:00.000Z',
    );
  });

  it('that touches a year without a known arrangement says so', () => {
    expect(isCalendarKnown('2026-11-01T00:00:00.000Z', '2026-12-30T16:00:00.000Z', calendar)).toBe(true);
    expect(isCalendarKnown('2026-12-01T00:00:00.000Z', '2027-01-30T16:00:00.000Z', calendar)).toBe(false);
    expect(isWorkingDay('2027-01-02', calendar)).toBe(false);
  });
});
