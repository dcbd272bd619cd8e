import { expect, onTestFinished, test, vi } from 'vitest';
import { rememberAlerts } from '../../../functions/use-cases/alert-memory.ts';
import { alertSource } from '../../../functions/use-cases/alert-source.ts';
import { watchAlerts, type AlertNews } from '../../../functions/use-cases/alert-watch.ts';
import type { AlertRevision } from '../../../src/domain/alert.ts';
import { alertState } from '../../../src/domain/alert-state.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';

/** A watch over a few rows, on a clock that only the test moves. */
async function openWatch(...rows: AlertRevision[]) {
  vi.useFakeTimers({ now: Date.parse('2026-07-01T04:00:00.000Z') });
  onTestFinished(() => void vi.useRealTimers());
  let isUp = true;
  const now = (): string => new Date(Date.now()).toISOString();
  const memory = rememberAlerts(
    {
      listCurrent: (at) =>
        isUp
          ? Promise.resolve(rows.filter((row) => alertState(row, at) !== 'ended'))
          : Promise.reject(new Error('gone')),
      listPast: () => Promise.resolve([]),
      findHistory: () => Promise.resolve(null),
    },
    now,
    () => undefined,
  );
  const news: AlertNews[] = [];
  const shown: string[] = [];
  let drops = 0;
  const watch = watchAlerts({
    memory,
    source: alertSource(memory, now),
    drop: () => void (drops += 1),
    tell: (one) => news.push(one),
    onShown: (some) => shown.push(...some.map(({ alertId, revision }) => `${alertId} ${revision}`)),
  });
  onTestFinished(() => watch.close());
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1);
  await settle();
  return { rows, watch, news, shown, settle, drops: () => drops, setUp: (up: boolean) => void (isUp = up) };
}

const issued = (change: Partial<AlertRevision> = {}): AlertRevision => exampleRevision(change);

test('a change says which alert, which revision, which level and which regions', async () => {
  const { rows, watch, news, shown, settle } = await openWatch();
  expect(news).toEqual([]);
  rows.push(issued());
  watch.changed();
  await settle();
  expect(news.map(({ changes }) => changes)).toEqual([
    [{ id: 'a1b2c3', revision: 1, state: 'in-force', level: 'orange', regions: ['654225'] }],
  ]);
  expect(shown).toEqual(['a1b2c3 1']);
});

test('held pages go the moment a change is told, before anybody finds out what it was', async () => {
  const { watch, drops } = await openWatch(issued());
  const before = drops();
  watch.changed();
  expect(drops()).toBe(before + 1);
});

test('an update that moves away is told to those it leaves as well', async () => {
  const { rows, watch, news, settle } = await openWatch(issued());
  rows.splice(0, 1, issued({ revision: 2, action: 'update', parts: [examplePart({ adcodes: ['654202'] })] }));
  watch.changed();
  await settle();
  expect(news[0]?.changes).toMatchObject([{ revision: 2, regions: ['654202', '654225'] }]);
});

test('a bulletin that ends tells the open pages at that very moment, without a job or a NOTIFY', async () => {
  const parts = [examplePart({ expiresAt: '2026-07-01T04:00:02.500Z' })];
  const { news } = await openWatch(issued({ parts }));
  await vi.advanceTimersByTimeAsync(2498);
  expect(news).toEqual([]);
  await vi.advanceTimersByTimeAsync(3);
  expect(news.map(({ changes }) => changes)).toMatchObject([[{ id: 'a1b2c3', state: 'ended' }]]);
});

test('a change that nobody told is noticed within five seconds, and held pages go', async () => {
  const { rows, news, drops } = await openWatch();
  const before = drops();
  rows.push(issued());
  await vi.advanceTimersByTimeAsync(5_000);
  expect([news.length, drops() > before]).toEqual([1, true]);
});

test('what changes nothing for readers tells nobody', async () => {
  const { watch, news, settle } = await openWatch(issued());
  for (let i = 0; i < 5; i += 1) {
    watch.changed();
    await settle();
  }
  expect(news).toEqual([]);
});

test('who comes back is told exactly what it missed; who names no state, the state alone', async () => {
  const { rows, watch, settle } = await openWatch(issued());
  const { key } = watch.greeting(null);
  rows.push(issued({ alertId: 'b1' }));
  watch.changed();
  await settle();
  expect(watch.greeting(key).changes?.map(({ id }) => id)).toEqual(['b1']);
  expect(watch.greeting(watch.greeting(null).key).changes).toEqual([]);
  expect(watch.greeting(null).changes).toBeNull();
  expect(watch.greeting('long-gone').changes).toBeNull();
  expect(watch.greeting(null).key).not.toBe(key);
  expect((await watch.summary()).key).toBe(watch.greeting(null).key);
});

test('a lost database and its return are told, so that open pages say so', async () => {
  const { news, setUp } = await openWatch(issued());
  setUp(false);
  await vi.advanceTimersByTimeAsync(6_000);
  setUp(true);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(news.map(({ keptSince, changes }) => [keptSince === null, changes?.length])).toEqual([
    [false, 0],
    [true, 0],
  ]);
});
