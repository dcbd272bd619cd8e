import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  KEPT_CEILING_MS,
  rememberAlerts,
  type AlertReading,
} from '../../../functions/use-cases/alert-memory.ts';
import { alertSource } from '../../../functions/use-cases/alert-source.ts';
import type { AlertRevision } from '../../../src/domain/alert.ts';
import { alertState } from '../../../src/domain/alert-state.ts';
import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../../src/domain/instant.ts';
import { examplePart, exampleRevision } from '../../support/alert-example.ts';

const START = '2026-07-01T04:00:00.000Z';

/** A database of a few rows that can be away, hang, or answer; and what readers are told of it. */
function openMemory(...rows: AlertRevision[]) {
  let now: Instant = START;
  let state: 'up' | 'gone' | 'hanging' = 'up';
  const asked: string[] = [];
  const errors: unknown[] = [];
  const answer = async <T>(name: string, value: () => T): Promise<T> => {
    asked.push(name);
    if (state === 'gone') throw new Error('connection refused');
    if (state === 'hanging') return new Promise<T>(() => undefined);
    return Promise.resolve(value());
  };
  const latest = (): AlertRevision[] =>
    rows.filter(({ alertId, revision }) => !rows.some((r) => r.alertId === alertId && r.revision > revision));
  const store: AlertReading = {
    listCurrent: (at) => answer('current', () => latest().filter((row) => alertState(row, at) !== 'ended')),
    listPast: (at, limit) =>
      answer('past', () => latest().filter((row) => alertState(row, at) === 'ended').slice(0, limit)),
    findHistory: (id) =>
      answer(`find ${id}`, () => {
        const revisions = rows.filter(({ alertId }) => alertId === id);
        return revisions.length === 0 ? null : { revisions };
      }),
  }; // prettier-ignore
  const memory = rememberAlerts(store, () => now, (error) => errors.push(error)); // prettier-ignore
  const source = alertSource(memory, () => now);
  return {
    rows, memory, source, asked, errors,
    ids: async () => (await source.current(null)).map(({ alertId, revision }) => `${alertId}${revision}`),
    wait: (ms: number) => void (now = addMs(now, ms)),
    at: () => now,
    set: (next: typeof state) => void (state = next),
  }; // prettier-ignore
}

const alert = (alertId: string, expiresAt: Instant, revision = 1): AlertRevision =>
  exampleRevision({ alertId, revision, parts: [examplePart({ expiresAt })] });

test('a crowd is one question to the database', async () => {
  const { source, asked } = openMemory(alert('aaaaaa', '2026-07-01T12:00:00.000Z'));
  await Promise.all(Array.from({ length: 200 }, () => source.current(null)));
  await source.current('654225');
  expect(asked).toEqual(['current']);
});

test('nothing read is told for more than a second, even if nobody says that it changed', async () => {
  const { rows, ids, wait } = openMemory();
  expect(await ids()).toEqual([]);
  rows.push(alert('aaaaaa', '2026-07-01T12:00:00.000Z'));
  wait(SECOND_MS - 1);
  expect(await ids()).toEqual([]);
  wait(1);
  expect(await ids()).toEqual(['aaaaaa1']);
});

test('after a change nobody is told what was read before it, not even by a question on its way', async () => {
  const { rows, memory, ids } = openMemory();
  const before = ids();
  rows.push(alert('aaaaaa', '2026-07-01T12:00:00.000Z'));
  memory.forget();
  expect(await ids()).toEqual(['aaaaaa1']);
  await before;
  expect(await ids()).toEqual(['aaaaaa1']);
});

test('the database gone: what was current is told, with the time it was last confirmed, and ends by itself', async () => {
  const { ids, memory, wait, set } = openMemory(
    alert('aaaaaa', addMs(START, HOUR_MS)),
    alert('bbbbbb', addMs(START, 3 * HOUR_MS)),
  );
  expect([await ids(), memory.keptSince()]).toEqual([['aaaaaa1', 'bbbbbb1'], null]);
  set('gone');
  wait(2 * MINUTE_MS);
  expect([await ids(), memory.keptSince()]).toEqual([['aaaaaa1', 'bbbbbb1'], START]);
  wait(HOUR_MS);
  expect([await ids(), memory.keptSince()]).toEqual([['bbbbbb1'], START]);
});

test('past the ceiling nothing is told from memory any more', async () => {
  const { ids, wait, set, source } = openMemory(alert('aaaaaa', addMs(START, 100 * HOUR_MS)));
  await ids();
  set('gone');
  wait(KEPT_CEILING_MS);
  expect(await ids()).toEqual(['aaaaaa1']);
  wait(1);
  await expect(ids()).rejects.toThrow();
  await expect(source.find('aaaaaa')).rejects.toThrow();
  await expect(source.past(50, null)).rejects.toThrow();
});

test('every bulletin on the lists can still be opened, with its history, and the archive read', async () => {
  const { memory, source, set, wait } = openMemory(
    alert('aaaaaa', addMs(START, HOUR_MS)),
    alert('aaaaaa', addMs(START, 2 * HOUR_MS), 2),
    alert('oldold', addMs(START, -HOUR_MS)),
  );
  await memory.refresh();
  set('gone');
  wait(10 * SECOND_MS);
  expect((await source.find('aaaaaa'))?.revisions.map(({ revision }) => revision)).toEqual([1, 2]);
  expect((await source.find('oldold'))?.revisions).toHaveLength(1);
  expect((await source.past(50, null)).map(({ alertId }) => alertId)).toEqual(['oldold']);
  // What ends meanwhile moves to the archive by itself.
  wait(2 * HOUR_MS);
  expect((await source.past(50, null)).map(({ alertId }) => alertId).sort()).toEqual(['aaaaaa', 'oldold']);
});

test('an alert that memory does not hold is not said to be unknown', async () => {
  const { memory, source, set } = openMemory();
  await memory.refresh();
  expect(await source.find('nobody1')).toBeNull();
  set('gone');
  await expect(source.find('nobody1')).rejects.toThrow();
  await expect(source.past(50, START)).rejects.toThrow();
});

test('a database that hangs costs the first reader two seconds and the others nothing', async () => {
  vi.useFakeTimers();
  try {
    const { ids, memory, wait, set } = openMemory(alert('aaaaaa', addMs(START, HOUR_MS)));
    await ids();
    set('hanging');
    wait(5 * SECOND_MS);
    const first = ids();
    await vi.advanceTimersByTimeAsync(2 * SECOND_MS);
    expect([await first, memory.keptSince()]).toEqual([['aaaaaa1'], START]);
    expect(await ids()).toEqual(['aaaaaa1']);
  } finally {
    vi.useRealTimers();
  }
});

test('it comes back by itself, and what happened meanwhile is told', async () => {
  const { rows, ids, memory, wait, set, asked } = openMemory(alert('aaaaaa', addMs(START, HOUR_MS)));
  await ids();
  set('gone');
  wait(5 * SECOND_MS);
  await ids();
  rows.push(alert('aaaaaa', addMs(START, HOUR_MS), 2));
  set('up');
  const before = asked.length;
  for (let i = 0; i < 3; i += 1) await ids();
  expect(asked.length).toBe(before);
  wait(SECOND_MS);
  // This one still gets what is known and asks again for all; the next is told what the answer was.
  await ids();
  await Promise.resolve();
  expect([await ids(), memory.keptSince()]).toEqual([['aaaaaa2'], null]);
});

test('before anything was ever read, a lost database is a failure and not a calm page', async () => {
  const { ids, set } = openMemory(alert('aaaaaa', addMs(START, HOUR_MS)));
  set('gone');
  await expect(ids()).rejects.toThrow('connection refused');
});

test('whatever the database does and however time goes, nothing ended is told as current', async () => {
  const step = fc.record({
    waitMs: fc.integer({ min: 0, max: 3 * HOUR_MS }),
    state: fc.constantFrom('up' as const, 'gone' as const),
    isTold: fc.boolean(),
    hours: fc.integer({ min: -2, max: 5 }),
    action: fc.constantFrom('issue' as const, 'cancel' as const, 'none' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const { rows, memory, source, wait, set, at } = openMemory(alert('z', addMs(START, HOUR_MS)));
      await memory.refresh();
      for (const [index, { waitMs, state, isTold, hours, action }] of steps.entries()) {
        wait(waitMs);
        set(state);
        if (action !== 'none')
          rows.push(exampleRevision({ alertId: `n${index}`, action, sentAt: at(), parts: [examplePart({ expiresAt: addMs(at(), hours * HOUR_MS) })] })); // prettier-ignore
        if (isTold) memory.forget();
        const told = await source.current(null).catch(() => []);
        for (const revision of told) expect(alertState(revision, at())).not.toBe('ended');
        const next = await source.nextChangeAt().catch(() => null);
        if (next !== null) expect(next).toBeGreaterThan(Date.parse(at()));
      }
    }),
    { numRuns: 200 },
  );
});
