import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('a signal to npm reaches the server: no shell stands between them', async () => {
  const { scripts } = JSON.parse(
    await readFile(new URL('../../../package.json', import.meta.url), 'utf8'),
  ) as { scripts: Record<string, string> };
  const own = Object.entries(scripts).filter(([, line]) => line.includes('node functions/'));
  expect(own.map(([name]) => name)).toEqual(expect.arrayContaining(['start', 'demo', 'build', 'anlan']));
  for (const [name, line] of own) expect(line, name).toMatch(/(^| )exec node functions\//);
});
