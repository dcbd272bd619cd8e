import { expect, test } from 'vitest';
import { alertMarks, changesBetween } from '../../src/domain/alert-change.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';

const NOW = '2026-07-01T04:00:00.000Z';
const LATER = '2026-07-01T06:00:00.000Z';

test('a part that ends by itself is a change, though the revision is the same', () => {
  const alert = exampleRevision({
    parts: [examplePart({ level: 'red', expiresAt: LATER }), examplePart({ level: 'blue' })],
  });
  const [before, after] = [alertMarks([alert], NOW), alertMarks([alert], LATER)];
  expect(before.map(({ level, parts }) => [level, parts])).toEqual([['red', 2]]);
  expect(changesBetween(before, after)).toMatchObject([{ id: 'a1b2c3', state: 'in-force', level: 'blue' }]);
});

test('what has ended has no mark, and its going is a change that names where it was', () => {
  const alert = exampleRevision();
  expect(alertMarks([alert], '2026-07-01T12:00:00.000Z')).toEqual([]);
  expect(changesBetween(alertMarks([alert], NOW), [])).toEqual([
    { id: 'a1b2c3', revision: 1, state: 'ended', level: 'orange', regions: ['654225'] },
  ]);
});

test('nothing changed is no change, in whatever order the alerts come', () => {
  const [a, b] = [exampleRevision({ alertId: 'aaaa' }), exampleRevision({ alertId: 'bbbb' })];
  expect(alertMarks([b, a], NOW)).toEqual(alertMarks([a, b], NOW));
  expect(changesBetween(alertMarks([a, b], NOW), alertMarks([b, a], NOW))).toEqual([]);
});

test('an event stays small: of very many regions the parents that cover them all are named', () => {
  const townships = Array.from({ length: 300 }, (_, i) => `65${String(4200 + (i % 60))}${String(100 + i)}`);
  const [mark] = alertMarks([exampleRevision({ parts: [examplePart({ adcodes: townships })] })], NOW);
  expect(mark?.regions.length).toBeLessThanOrEqual(40);
  for (const code of townships) expect(mark?.regions.some((region) => code.startsWith(region))).toBe(true);
});
