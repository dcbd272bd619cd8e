import { chown, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './child-process.ts';
import { HostRefusal } from './host-refusal.ts';

/** First one found wins: a bureau that made an account of its own gets it used. */
const CANDIDATES = ['anlan', 'postgres', 'nobody'];

/** The accounts of a passwd file, by name. */
export function parsePasswd(text: string): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid && /^\d+$/.test(uid) && /^\d+$/.test(gid))
      accounts.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}

/**
 * Who runs the database: undefined for an ordinary user (ourselves). PostgreSQL refuses to run as root,
 * so root hands it to an unprivileged account.
 */
export async function chooseAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  const chosen = CANDIDATES.map((name) => accounts.get(name)).find((found) => found && found.uid !== 0);
  if (chosen) return chosen;
  throw new HostRefusal(
    '数据库不能以 root 身份运行，而系统里没有可用的普通账户（anlan、postgres 或 nobody）。\n' +
      '请新建一个账户（useradd --system anlan），或换普通用户启动，或用 DATABASE_URL 指向现成的 PostgreSQL。',
  );
}

/** Who owns what is at `path`, when we are root and it is somebody else's; null for all that we may decide ourselves. */
export async function findOwner(path: string): Promise<Account | null> {
  const found = process.getuid?.() === 0 ? await stat(path).catch(() => null) : null;
  return found === null || found.uid === 0
    ? null
    : { name: `uid ${found.uid}`, uid: found.uid, gid: found.gid };
}

/** The first folder on the way to `path` that `account` may not pass through, or null. */
export async function findBlockingFolder(path: string, account: Account): Promise<string | null> {
  const folders = [path];
  while (dirname(folders[0] ?? '/') !== folders[0]) folders.unshift(dirname(folders[0] ?? '/'));
  for (const folder of folders) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
  }
  return null;
}

/** Gives a path to the account. In a container that maps only one user this fails: said clearly. */
export async function giveTo(path: string, account: Account): Promise<void> {
  try {
    await chown(path, account.uid, account.gid);
  } catch (error) {
    throw new HostRefusal(
      `无法把 ${path} 交给账户 ${account.name}：${(error as Error).message}\n` +
        '数据库不能以 root 身份运行。请换普通用户启动，或用 DATABASE_URL 指向现成的 PostgreSQL。',
    );
  }
}
