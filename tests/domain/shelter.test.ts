import { expect, test } from 'vitest';
import { shownStatus, type Shelter } from '../../src/domain/shelter.ts';

const shelter = (status: Shelter['status'], statusAt: string | null) => ({ status, statusAt }) as Shelter;
const NOW = '2026-07-01T12:00:00.000Z';

test('a state is believed for twelve hours and then goes stale by itself', () => {
  expect(shownStatus(shelter('open', '2026-07-01T00:00:00.000Z'), NOW)).toBe('open');
  expect(shownStatus(shelter('open', '2026-06-30T23:59:59.999Z'), NOW)).toBe('unconfirmed');
  expect(shownStatus(shelter('full', '2026-06-30T23:59:59.999Z'), NOW)).toBe('unconfirmed');
});

test('a state without a time, or without a word, is unconfirmed', () => {
  expect(shownStatus(shelter('open', null), NOW)).toBe('unconfirmed');
  expect(shownStatus(shelter(null, NOW), NOW)).toBe('unconfirmed');
});

test('a state from the future does not keep a door open until then', () => {
  expect(shownStatus(shelter('open', '2027-07-01T00:00:00.000Z'), NOW)).toBe('unconfirmed');
  expect(shownStatus(shelter('open', '2026-07-01T12:05:00.000Z'), NOW)).toBe('open');
});

test('what is planned stays planned', () => {
  expect(shownStatus(shelter('planned', null), NOW)).toBe('planned');
});
