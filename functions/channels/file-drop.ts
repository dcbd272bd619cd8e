import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MouthText } from '../../src/domain/mouth.ts';
import type { HandOver, Outlet, OutletResult } from './outlet-contract.ts';
import { webhookBody } from './webhook.ts';

export interface FileDropOptions {
  /** Absolute, and there already: making it would fill the mount point of a share that is not mounted. */
  folder: string;
}

/**
 * Files for a broadcast front-end or a screen that watches a folder. Each appears whole under its name, at once and
 * never half: written beside it, synced, renamed. The `.json` comes last, so who waits for it finds the others.
 */
export function fileDropOutlet(options: FileDropOptions): Outlet {
  async function handOver(message: HandOver): Promise<OutletResult> {
    const drafts: { draft: string; name: string }[] = [];
    try {
      if (!(await stat(options.folder)).isDirectory())
        return { outcome: 'refused', trouble: 'folder-unusable' };
      for (const { name, text } of filesOf(message))
        drafts.push({ name, draft: await write(options.folder, text) });
      for (const { name, draft } of drafts) await rename(draft, join(options.folder, name));
      await syncFolder(options.folder);
      return { outcome: 'delivered' };
    } catch (error) {
      for (const { draft } of drafts) await rm(draft, { force: true }).catch(() => undefined);
      return judge(error);
    }
  }
  return { handOver, close: () => Promise.resolve() };
}

/** Names from ids alone: a headline is no part of a path. Kind first, so that `alert-*` never matches a drill. */
export function filesOf(message: HandOver): { name: string; text: string }[] {
  if (!/^[0-9a-z-]{1,80}$/.test(message.id)) throw new Error(`not an id for a file's name: ${message.id}`);
  const stem = `${idOf(message)}-${message.revision}`;
  const texts = message.texts
    .filter(({ text }) => text !== '')
    .map((text) => ({
      name: `${stem}.${text.mouth}${language(message, text)}.${extension(text)}`,
      text: text.text,
    }));
  return [...texts, { name: `${stem}.json`, text: webhookBody(message) }];
}

/** A drill's id says already that it is one. */
function idOf({ kind, id }: HandOver): string {
  return id.startsWith(`${kind}-`) ? id : `${kind}-${id}`;
}

/** The first language of a mouth has the plain name; further ones add theirs. */
function language(message: HandOver, { mouth, language }: MouthText): string {
  const first = message.texts.find((text) => text.mouth === mouth)?.language;
  return language === first ? '' : `.${language.toLowerCase().replace(/[^a-z0-9-]/g, '')}`;
}

function extension({ mediaType }: MouthText): string {
  return /[/+]xml(?:;|$)/.test(mediaType) ? 'xml' : 'txt';
}

async function write(folder: string, text: string): Promise<string> {
  const draft = join(folder, `.anlan-${randomBytes(8).toString('hex')}.tmp`);
  const handle = await open(draft, 'wx', 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
    return draft;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

/** The names too survive a power cut. Some shares cannot sync a folder; the files are there all the same. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** A folder that is not there comes back with its share; a full disk is emptied; no permission stays until somebody acts. */
function judge(error: unknown): OutletResult {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return { outcome: 'later', trouble: 'folder-missing', seconds: null };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return { outcome: 'refused', trouble: 'folder-unusable' };
  return { outcome: 'later', trouble: 'folder-unusable', seconds: null };
}
