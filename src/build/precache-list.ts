import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** One file a device keeps from the first visit on. `revision` is null when the name itself changes with the content. */
export interface PrecacheEntry {
  url: string;
  revision: string | null;
}

/**
 * Pages kept from the start: those that are as true tomorrow as today. Warnings and shelters' open doors are not among
 * them: a home page kept like this stayed calm for days while the server held a red warning.
 */
const KEPT_PAGES = /^\/(guides\/(.+\/)?|kit\/|care\/(calls\/)?|offline\/)$/;
const KEPT_FILES = /^\/(icon\.svg|icon-192\.png|badge-96\.png|manifest\.webmanifest|places\.json)$/;
/** Never, whatever the list above may one day say. */
const NEVER = /^\/($|now\/|alerts\/|shelters\/|report\/status\/|staff\/|api\/|sw\.js|404)/;

/** The kept pages of a finished site, and the files that they load, found by reading them. */
export async function precacheList(clientFolder: string): Promise<PrecacheEntry[]> {
  const files = await filesOf(clientFolder);
  const kept = new Map<string, string>();
  for (const file of files) {
    const url = file.replace(/\/index\.html$/, '/');
    if ((KEPT_PAGES.test(url) || KEPT_FILES.test(url)) && !NEVER.test(url)) kept.set(url, file);
  }
  const known = new Set(files);
  const queue = [...kept.values()];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (!/\.(html|js|css)$/.test(file)) continue;
    const text = await readFile(join(clientFolder, file), 'utf8');
    for (const asset of assetsIn(text, file)) {
      if (kept.has(asset) || !known.has(asset)) continue;
      kept.set(asset, asset);
      queue.push(asset);
    }
  }
  // Pages rendered on demand are in no file here, and their stored copies need their sheets and small scripts. Large
  // scripts come only with the page that names them.
  for (const file of files) if (await isSmallAsset(clientFolder, file)) kept.set(file, file);
  const entries = await Promise.all(
    [...kept].map(async ([url, file]) => ({ url, revision: await revisionOf(clientFolder, file) })),
  );
  return entries.sort((a, b) => (a.url < b.url ? -1 : 1));
}

/** Stylesheets a page links, in order. Empty when the page does not exist (or has its styles inside). */
export async function stylesheetsOf(clientFolder: string, page: string): Promise<string[]> {
  const html = await readFile(join(clientFolder, page), 'utf8').catch(() => '');
  return Array.from(html.matchAll(/<link\b[^>]*>/g), ([tag]) => tag)
    .filter((tag) => /\srel="?stylesheet\b/.test(tag))
    .flatMap((tag) => /\shref="?([^"\s>]+)/.exec(tag)?.[1] ?? []);
}

/** Own files named in a page, a script or a sheet: absolute `/_astro/…` anywhere, and `./x.js` imports beside a script. */
function assetsIn(text: string, file: string): string[] {
  const absolute = Array.from(text.matchAll(/\/_astro\/[\w.@~-]+/g), ([url]) => url);
  const beside = Array.from(
    text.matchAll(/["'`(]\.\/([\w.@~-]+\.(?:js|css|svg|woff2))["'`)]/g),
    ([, name]) => name ?? '',
  );
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return [...absolute, ...beside.map((name) => folder + name)];
}

const SMALL_BYTES = 64 * 1024;

async function isSmallAsset(clientFolder: string, file: string): Promise<boolean> {
  return /^\/_astro\/.*\.(css|js)$/.test(file) && (await stat(join(clientFolder, file))).size <= SMALL_BYTES;
}

async function filesOf(clientFolder: string): Promise<string[]> {
  const entries = await readdir(clientFolder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(clientFolder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .sort();
}

async function revisionOf(clientFolder: string, file: string): Promise<string | null> {
  if (file.startsWith('/_astro/')) return null;
  const digest = createHash('sha256').update(await readFile(join(clientFolder, file)));
  return digest.digest('base64url').slice(0, 16);
}
