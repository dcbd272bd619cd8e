import { expect, test } from 'vitest';
import { seldom } from '../../../functions/hosts/seldom.ts';

test('a trouble that goes on is said once a minute, another one at once', () => {
  const said: string[] = [];
  let now = 0;
  const report = seldom(
    (message) => said.push(message),
    () => now,
  );
  for (now = 0; now < 120_000; now += 1000) report('the database is away');
  report('the disk is full');
  expect(said).toEqual(['the database is away', 'the database is away', 'the disk is full']);
});
