import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { randomInt, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HostRefusal } from './host-refusal.ts';
import { processIdentity } from './process-identity.ts';

interface Holder {
  pid: number;
  identity: string;
  host: string;
  since: string;
}

const PREFIX = 'lock-';
/** Two that start in the same moment both step back; they try again at odd times until one is alone. */
const ATTEMPTS = 20;
/** The holder touches its lock this often, so that another machine on the same disk can see it live. */
const TOUCH_EVERY_MS = 5000;

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process or refuses, naming who has it. Two servers on one folder would mean two
 * databases writing the same files. Everyone who wants the folder puts down a file of its own name and only then
 * looks at the others', so of two at least one sees the other; files of dead processes are cleared away, which is
 * safe because no name is ever used twice. A killed server therefore never blocks the next start.
 */
export async function lockDataFolder(
  path: string,
  host: string = hostname(),
  watchMs: number = 2.5 * TOUCH_EVERY_MS,
): Promise<FolderLock> {
  const identity = await processIdentity(process.pid);
  if (identity === null) throw new Error('this process has no identity');
  const holder: Holder = { pid: process.pid, identity, host, since: new Date().toISOString() };
  let other: Holder | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const name = `${PREFIX}${randomUUID()}`;
    await putDown(path, name, holder);
    other = await findLivingOther(path, name, host, watchMs);
    if (other === null) return keep(join(path, name));
    await rm(join(path, name), { force: true });
    if (other.host !== host) break;
    await delay(randomInt(5, 40));
  }
  throw new HostRefusal(
    `数据目录 ${path} 正被另一个安澜服务使用（主机 ${other?.host}，进程号 ${other?.pid}，始于 ${other?.since}）。\n` +
      '请先停止它，或用 ANLAN_DATA 指定另一个目录。',
  );
}

/** Written whole under another name first: whoever sees a lock can read it. */
async function putDown(path: string, name: string, holder: Holder): Promise<void> {
  const draft = join(path, `new-${name}`);
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  await rename(draft, join(path, name));
}

async function findLivingOther(
  path: string,
  own: string,
  host: string,
  watchMs: number,
): Promise<Holder | null> {
  for (const name of await readdir(path)) {
    if (!name.startsWith(PREFIX) || name === own) continue;
    const file = join(path, name);
    const holder = parse(await readFile(file, 'utf8').catch(() => ''));
    if (holder && (await isAlive(file, holder, host, watchMs))) return holder;
    await rm(file, { force: true });
  }
  return null;
}

async function isAlive(file: string, holder: Holder, host: string, watchMs: number): Promise<boolean> {
  if (holder.host === host) return (await processIdentity(holder.pid)) === holder.identity;
  // Another machine or container: its processes cannot be seen from here, only whether it still touches the lock.
  const before = await stat(file).catch(() => null);
  await delay(watchMs);
  const after = await stat(file).catch(() => null);
  return before !== null && after !== null && after.mtimeMs !== before.mtimeMs;
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}

function keep(file: string): FolderLock {
  const touch = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, TOUCH_EVERY_MS).unref();
  return {
    release: async () => {
      clearInterval(touch);
      await rm(file, { force: true });
    },
  };
}
