import { expect, test } from 'vitest';
import { pushChecks, type PushHealth } from '../../../functions/cli/push-checks.ts';

const health = (change: Partial<PushHealth> = {}): PushHealth => ({
  now: '2026-07-01T03:00:00.000Z',
  isProduction: true,
  isDemonstration: false,
  hasPublicUrl: true,
  hasVapidSubject: true,
  deliveries: { openBatches: 0, oldestPlannedAt: null, later: 0, failedBatches: 0, refused: 0 },
  ...change,
});
const verdicts = (change: Partial<PushHealth>) => pushChecks(health(change)).map(([, isGood]) => isGood);
const open = (oldestPlannedAt: string) => ({
  ...health().deliveries,
  openBatches: 2,
  later: 40,
  oldestPlannedAt,
});

test('all is well when nothing waits, nothing was refused and both settings are made', () => {
  expect(verdicts({})).toEqual([true, true, true, true]);
});

test('what waits is told at once and is a trouble after a quarter of an hour', () => {
  expect(verdicts({ deliveries: open('2026-07-01T02:50:00.000Z') })[0]).toBe(true);
  const [late] = pushChecks(health({ deliveries: open('2026-07-01T02:40:00.000Z') }));
  expect(late).toEqual(['推送', false, '还有 2 批没有发完，40 台要再试，最早的一批排在 20 分钟前']);
});

test('a refusal and a batch given up are each a trouble', () => {
  expect(verdicts({ deliveries: { ...health().deliveries, refused: 3 } })[1]).toBe(false);
  expect(verdicts({ deliveries: { ...health().deliveries, failedBatches: 1 } })[1]).toBe(false);
});

test('a missing address or contact is a trouble in earnest and a hint on a trial machine', () => {
  const missing = { hasPublicUrl: false, hasVapidSubject: false };
  expect(verdicts(missing).slice(2)).toEqual([false, false]);
  expect(verdicts({ ...missing, isProduction: false }).slice(2)).toEqual([null, null]);
});

test('a demonstration sends nothing and is not judged by it', () => {
  expect(pushChecks(health({ isDemonstration: true, hasPublicUrl: false }))).toEqual([]);
});
