import { expect, test } from 'vitest';

test('tests run in a time zone that is neither UTC nor Shanghai', () => {
  expect(new Date('2026-01-01T00:00:00Z').getTimezoneOffset()).toBe(300);
});
