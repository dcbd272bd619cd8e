import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forgetBuild, isBuilt, rememberBuild } from '../../../functions/hosts/build-stamp.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a site is built again when its words, its address or a broken-off build ask for it, and only then', async () => {
  const project = await temporaryFolder();
  const dist = join(project, 'dist');
  const words = join(project, 'content/site.yaml');
  await mkdir(join(project, 'content'));
  await mkdir(dist);
  await writeFile(words, 'name: 甲局');
  expect(await isBuilt(project, dist)).toBe(false);
  await rememberBuild(project, dist);
  expect(await isBuilt(project, dist)).toBe(true);
  expect(await isBuilt(project, dist, 'https://a.example')).toBe(false);
  await utimes(words, new Date(0), new Date(0));
  expect(await isBuilt(project, dist)).toBe(false);
  await rememberBuild(project, dist);
  await forgetBuild(dist);
  expect(await isBuilt(project, dist)).toBe(false);
});
