import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { ContentError, prepareContent } from '../../src/build/prepare-content.ts';

const NOW = '2026-11-22T04:00:00.000Z';
const project = fileURLToPath(new URL('../../', import.meta.url));
const roots: string[] = [];

/** A project with the small sound content and the real contentlayer. */
function smallProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'anlan-project-'));
  roots.push(root);
  cpSync(join(project, 'tests/content/fixtures/sound'), join(root, 'content'), { recursive: true });
  for (const file of ['contentlayer.config.ts', 'package.json', 'tsconfig.json'])
    cpSync(join(project, file), join(root, file));
  for (const folder of ['src', 'node_modules']) symlinkSync(join(project, folder), join(root, folder));
  return root;
}
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

test('sound content becomes as many documents as there are files', { timeout: 30_000 }, async () => {
  const root = smallProject();
  expect(await prepareContent(root, NOW)).toEqual({ documentCount: 8, warnings: [] });
  const guides = readFileSync(join(root, '.contentlayer/generated/Guide/_index.json'), 'utf8');
  expect(JSON.parse(guides)).toMatchObject([{ name: '冰雹', _id: 'guides/hail.yaml' }]);
});

test('a bad document stops the build before anything is generated', async () => {
  const root = smallProject();
  const file = join(root, 'content/hazards/hail.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('order: 1', 'order: first'));
  const failure = prepareContent(root, NOW);
  await expect(failure).rejects.toThrow(ContentError);
  await expect(failure).rejects.toThrow('content/hazards/hail.yaml，字段 order，现在是 "first"：要写');
  expect(existsSync(join(root, '.contentlayer'))).toBe(false);
});

test('a guide past its review date is a warning with its file', { timeout: 30_000 }, async () => {
  const root = smallProject();
  const { warnings } = await prepareContent(root, '2026-12-31T16:00:00.000Z');
  expect(warnings).toEqual([expect.stringContaining('content/guides/hail.yaml，字段 reviewBy')]);
});
