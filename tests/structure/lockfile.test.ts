import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { projectRoot, readSource } from './project-files.ts';

interface Locked {
  version?: string;
  integrity?: string;
  link?: boolean;
  inBundle?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const manifest = JSON.parse(readSource('package.json').text) as Locked;
const { packages } = JSON.parse(readSource('package-lock.json').text) as { packages: Record<string, Locked> };
const installed = Object.entries(packages).filter(([path, entry]) => path !== '' && !entry.link);

test('the lockfile pins every package to a version and a checksum', () => {
  const loose = installed.filter(([, entry]) => !entry.version || !(entry.integrity ?? entry.inBundle));
  expect(loose.map(([path]) => path)).toEqual([]);
});

test('the lockfile holds every platform package, not only those of the machine that wrote it', () => {
  const missing = installed.flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) =>
        !packages[`${path}/node_modules/${name}`] &&
        !installed.some(([at]) => at.endsWith(`node_modules/${name}`)),
    ),
  );
  expect(missing).toEqual([]);
});

test('the lockfile is of this package.json', () => {
  expect(packages['']?.dependencies).toEqual(manifest.dependencies);
  expect(packages['']?.devDependencies).toEqual(manifest.devDependencies);
});

// `npm install` passes with a lockfile that `npm ci` refuses (a platform package some registry lacks), so ask npm ci:
// whole when ANLAN_TEST_NPM_CI=1; in CI, where .ci/run has just done so for this very commit, without the downloads.
const isWhole = process.env['ANLAN_TEST_NPM_CI'] === '1';
test.runIf(isWhole || process.env['CI'])(
  'npm ci accepts the lockfile in a folder of its own',
  { timeout: 300_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'anlan-npm-ci-'));
    try {
      for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
        await copyFile(join(projectRoot, name), join(folder, name));
      }
      const options = [
        '--ignore-scripts',
        '--no-progress',
        '--prefer-offline',
        ...(isWhole ? [] : ['--dry-run']),
      ];
      await promisify(execFile)('npm', ['ci', ...options], { cwd: folder, maxBuffer: 1e8 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
