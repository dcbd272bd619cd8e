import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chineseFonts } from './fonts.ts';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** A folder of this run's own: browsers that share one find each other's files, locks and old binaries. */
export interface OwnFolder {
  path: string;
  remove: () => Promise<void>;
}

export async function ownFolder(name: string): Promise<OwnFolder> {
  const path = await mkdtemp(join(tmpdir(), `anlan-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The environment of a browser: Chinese fonts, its own TMPDIR, and nothing of the proxy or desktop around us. */
export async function browserEnvironment(folder: string): Promise<Record<string, string>> {
  const temporary = join(folder, 'tmp');
  await mkdir(temporary, { recursive: true });
  const kept = Object.entries(process.env).filter(
    ([name]) => !/proxy$|^DBUS_|^DISPLAY$|^WAYLAND/i.test(name),
  );
  const inherited = Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']));
  return { ...inherited, ...(await chineseFonts(join(folder, 'fonts'))), TMPDIR: temporary, HOME: folder };
}

/** The first of these programs on PATH, or what the variable names; null when the machine has none. */
export function findProgram(names: readonly string[], variable: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env[variable] ?? '', ...candidates].find((path) => path !== '' && existsSync(path)) ?? null;
}

/** The headless shell inside the npm package, unpacked once beside the package and kept for later runs. */
export async function bundledChromium(): Promise<{ executable: string; libraries: string }> {
  const root = join(modules, '@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const cache = join(modules, '.cache');
  const unpacked = join(cache, `anlan-chromium-${version}-${process.arch}`);
  if (!existsSync(unpacked)) await unpack(join(root, 'bin'), cache, unpacked);
  return { executable: join(unpacked, 'chromium'), libraries: join(unpacked, 'al2023', 'lib') };
}

async function unpack(archives: string, cache: string, target: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium');
  await mkdir(cache, { recursive: true });
  const half = await mkdtemp(join(cache, 'unpacking-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = half; // inflate() takes its target from os.tmpdir()
  try {
    await inflate(join(archives, 'chromium.br'));
    await inflate(join(archives, 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  // Another run may have been faster; either copy is whole, because the name appears only when it is.
  await rename(half, target).catch(() => rm(half, { recursive: true, force: true }));
}
