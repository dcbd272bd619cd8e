import { expect, test } from 'vitest';
import { endAfter, fromLocalField, quickHoursOf, toLocalField } from '../../../src/islands/desk/validity.ts';

const now = '2026-07-01T06:20:31.000Z';

test('so many hours are never less than was said', () => {
  expect(endAfter(now, 6)).toBe('2026-07-01T12:21:00.000Z');
});

test('the pressed button stays marked for a few minutes, then the end is a plain time', () => {
  const end = endAfter(now, 12);
  expect(quickHoursOf(now, end)).toBe(12);
  expect(quickHoursOf('2026-07-01T06:24:00.000Z', end)).toBe(12);
  expect(quickHoursOf('2026-07-01T06:40:00.000Z', end)).toBeNull();
  expect(quickHoursOf(now, null)).toBeNull();
});

test('the time field holds the Beijing clock, wherever the device thinks it is', () => {
  expect(toLocalField('2026-07-01T12:21:00.000Z')).toBe('2026-07-01T20:21');
  expect(fromLocalField('2026-07-01T20:21')).toBe('2026-07-01T12:21:00.000Z');
});

test.each(['', '2026-07', '2026-02-30T10:00', 'x'])('a field that holds no time gives none: %j', (text) => {
  expect(fromLocalField(text)).toBeNull();
});
