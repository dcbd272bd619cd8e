import { expect, test } from 'vitest';
import { coordinatesText, degreesText, readCoordinates } from '../../../src/islands/report/coordinates.ts';

test.each([
  ['46.2013, 82.9667', 46.2013, 82.9667],
  ['82.9667，46.2013', 46.2013, 82.9667],
  ['北纬46.2013° 东经82.9667°', 46.2013, 82.9667],
  ['４６．２　８２．９', 46.2, 82.9],
  ['46°12′30″ 北  82°58′12″ 东', 46.208333, 82.97],
  ["46°12.5' N, 82°58.2' E", 46.208333, 82.97],
])('%s is one place', (typed, lat, lng) => {
  const read = readCoordinates(typed);
  expect(read).toMatchObject({ ok: true });
  if (!read.ok) return;
  expect(read.lat).toBeCloseTo(lat, 5);
  expect(read.lng).toBeCloseTo(lng, 5);
});

test.each(['', '46.2', '0,0', '91, 181', '东街 12 号', '48.85, 2.35', '1 2 3'])('%s is no place', (typed) => {
  expect(readCoordinates(typed).ok).toBe(false);
});

test('degrees are written plainly, latitude first', () => {
  expect(coordinatesText(46.2, 82.9666666)).toBe('46.2, 82.966667');
  expect(degreesText(46)).toBe('46');
  expect(degreesText(40)).toBe('40');
});
