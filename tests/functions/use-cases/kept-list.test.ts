import { expect, test } from 'vitest';
import { keptList } from '../../../functions/use-cases/kept-list.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 6, 1, 4, 0, seconds)).toISOString();

/** A list whose source can be changed and taken away, with a clock that stands until it is moved. */
function setting() {
  const world = { now: at(0), items: ['first'], isAway: false, asked: 0, reports: 0 };
  const list = keptList(
    () => {
      world.asked += 1;
      return world.isAway ? Promise.reject(new Error('away')) : Promise.resolve([...world.items]);
    },
    () => world.now,
    () => (world.reports += 1),
  );
  return { world, list };
}

test('a crowd within a second is answered by one reading', async () => {
  const { world, list } = setting();
  expect(await list.read()).toEqual(['first']);
  await Promise.all(Array.from({ length: 100 }, () => list.read()));
  expect(world.asked).toBe(1);
});

test('what has changed is read anew at once', async () => {
  const { world, list } = setting();
  await list.read();
  world.items = ['second'];
  list.forget();
  expect(await list.read()).toEqual(['second']);
});

test('without the database the last list is told, for six hours, and nobody waits for it', async () => {
  const { world, list } = setting();
  await list.read();
  world.isAway = true;
  world.now = at(2);
  for (let i = 0; i < 10; i += 1) expect(await list.read()).toEqual(['first']);
  expect([world.asked, world.reports]).toEqual([2, 1]);
  world.now = at(6 * 3600 + 1);
  expect(await list.read()).toEqual([]);
  world.isAway = false;
  world.now = at(6 * 3600 + 3);
  expect(await list.read()).toEqual(['first']);
});

test('a server that never had the database shows its pages all the same', async () => {
  const { world, list } = setting();
  world.isAway = true;
  expect(await list.read()).toEqual([]);
});
