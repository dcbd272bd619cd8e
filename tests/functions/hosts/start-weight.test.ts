import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const HOST = new URL('../../../functions/hosts/node.ts', import.meta.url).href;

/** Lists every ES module that a server loads. */
const LISTING = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => {
    const module = next(url, context);
    if (module.format === 'module') loaded.push(url);
    return module;
  } });
  await import('${HOST}');
  console.log(JSON.stringify(loaded));
`;

test('no ES module of Drizzle is loaded: each costs a start the reading of its large package.json', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', LISTING], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const loaded = JSON.parse(stdout) as string[];
  expect(loaded.length).toBeGreaterThan(50);
  expect(loaded.filter((url) => url.includes('/node_modules/drizzle-orm/'))).toEqual([]);
});
