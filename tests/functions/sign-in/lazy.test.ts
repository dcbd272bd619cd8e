import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const at = (path: string): string => new URL(`../../../functions/${path}`, import.meta.url).href;

/** Runs a module and lists every file of a package that it loaded. */
function loadedBy(code: string, name: string): string[] {
  const listing = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    ${code}
    console.log(JSON.stringify(loaded));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', listing], {
    encoding: 'utf8',
  });
  return (JSON.parse(stdout) as string[]).filter((url) => url.includes(`/node_modules/${name}/`));
}

test('a server whose staff are asleep does not load the sign-in library', () => {
  expect(loadedBy(`await import('${at('hosts/node.ts')}');`, 'better-auth')).toEqual([]);
});

test('the sign-in library brings no second Drizzle with it', () => {
  const code = `
    const { loadDrizzleAdapter } = await import('${at('sign-in/drizzle-adapter.ts')}');
    if (typeof (await loadDrizzleAdapter()) !== 'function') throw new Error('no adapter');`;
  const files = loadedBy(code, 'drizzle-orm');
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((url) => !url.endsWith('.cjs'))).toEqual([]);
});
