import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a build is made of. A change in any of these, and only these, asks for a new one. */
const INPUTS = [
  'src',
  'content',
  'public',
  'astro.config.mjs',
  'contentlayer.config.ts',
  'package-lock.json',
  'tsconfig.json',
];

/** Digest of names, sizes and times of all inputs: a few thousand stats, some tens of milliseconds. */
async function digestInputs(project: string, publicUrl: string | undefined): Promise<string> {
  const hash = createHash('sha256');
  hash.update(publicUrl ?? '');
  for (const input of INPUTS) {
    const path = join(project, input);
    const found = await stat(path).catch(() => null);
    if (found === null) continue;
    const files = found.isDirectory()
      ? (await readdir(path, { recursive: true })).map((name) => join(path, name)).sort()
      : [path];
    for (const file of files) {
      const { size, mtimeMs, mode } = await stat(file);
      if ((mode & 0o170000) !== 0o040000) hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

const stampOf = (dist: string): string => join(dist, 'built-from');

export async function isBuilt(project: string, dist: string, publicUrl?: string): Promise<boolean> {
  const stamp = await readFile(stampOf(dist), 'utf8').catch(() => null);
  return stamp !== null && stamp === (await digestInputs(project, publicUrl));
}

export async function rememberBuild(project: string, dist: string, publicUrl?: string): Promise<void> {
  await writeFile(stampOf(dist), await digestInputs(project, publicUrl));
}

/** Before a build: one that is broken off must not pass for the one before it. */
export async function forgetBuild(dist: string): Promise<void> {
  await rm(stampOf(dist), { force: true });
}
