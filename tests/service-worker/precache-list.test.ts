import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { precacheList, stylesheetsOf } from '../../src/build/precache-list.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'precache-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function site(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
const urls = async () => (await precacheList(folder)).map(({ url }) => url);

test('guides, kit and offline page are kept with what they load; pages with warnings never, large scripts only on demand', async () => {
  await site({
    'index.html': '<p>calm</p>',
    'alerts/index.html': '',
    'now/654225/index.html': '',
    'shelters/index.html': '',
    'report/status/index.html': '',
    'guides/index.html': '',
    'guides/fire/index.html': '<script type="module" src="/_astro/a.1.js"></script>',
    'kit/index.html': '<astro-island component-url="/_astro/kit.2.js"></astro-island>',
    'offline/index.html': '<link rel="stylesheet" href="/_astro/base.3.css">',
    '_astro/a.1.js': 'import"./deep.4.js";import(`./late.8.js`)',
    '_astro/deep.4.js': '',
    '_astro/late.8.js': '',
    '_astro/kit.2.js': '',
    '_astro/map.5.js': 'x'.repeat(100_000),
    '_astro/shelters.7.js': '',
    '_astro/base.3.css': '',
    '_astro/alerts.6.css': '',
    'sw.js': '',
  });
  expect(await urls()).toEqual([
    '/_astro/a.1.js',
    '/_astro/alerts.6.css',
    '/_astro/base.3.css',
    '/_astro/deep.4.js',
    '/_astro/kit.2.js',
    '/_astro/late.8.js',
    '/_astro/shelters.7.js',
    '/guides/',
    '/guides/fire/',
    '/kit/',
    '/offline/',
  ]);
  expect(await stylesheetsOf(folder, 'offline/index.html')).toEqual(['/_astro/base.3.css']);
});

test('a page’s revision changes with its content, and a hashed file needs none', async () => {
  await site({ 'kit/index.html': 'one /_astro/x.1.js', '_astro/x.1.js': '' });
  const [script, before] = await precacheList(folder);
  await site({ 'kit/index.html': 'two /_astro/x.1.js' });
  const [, after] = await precacheList(folder);
  expect(script).toEqual({ url: '/_astro/x.1.js', revision: null });
  expect(before?.revision).not.toBe(after?.revision);
});
