import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileProblem } from './file-problem.ts';
import { HostRefusal } from './host-refusal.ts';

/** Everything a server keeps on disk. One running server per folder; a folder is for demonstration or for real, for ever. */
export interface DataFolder {
  path: string;
  keys: string;
  attachments: string;
}

/**
 * Where data lives when nobody says otherwise: beside the project, or, for root, where an unprivileged account
 * can reach it (PostgreSQL refuses to run as root, and /root is closed to others).
 */
export function defaultDataFolder(projectFolder: string, isDemonstration: boolean): string {
  const suffix = isDemonstration ? '-demo' : '';
  return process.getuid?.() === 0 ? `/var/lib/anlan${suffix}` : join(projectFolder, `.data${suffix}`);
}

/** Lies in a folder as long as a restore into it is not complete. */
export const UNFINISHED_RESTORE = 'restore-unfinished';

/** Makes the folder and what is in it on the first run. Modes of what exists are left alone. */
export async function openDataFolder(
  path: string,
  purpose: 'serving' | 'restoring' = 'serving',
): Promise<DataFolder> {
  const folder = { path: resolve(path), keys: '', attachments: '' };
  try {
    await mkdir(folder.path, { recursive: true, mode: 0o700 });
    await access(folder.path, constants.W_OK | constants.X_OK);
    // One name for one folder: a database that runs under another name of it would not be known as its own.
    folder.path = await realpath(folder.path);
    folder.keys = join(folder.path, 'keys');
    folder.attachments = join(folder.path, 'attachments');
    for (const inner of [folder.keys, folder.attachments])
      await mkdir(inner, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new HostRefusal(
      `数据目录 ${folder.path} 无法使用：${fileProblem(error) ?? (error as Error).message}\n请检查权限，或用 ANLAN_DATA 指定另一个目录。`,
    );
  }
  if (purpose === 'serving' && (await stat(join(folder.path, UNFINISHED_RESTORE)).catch(() => null)))
    throw new HostRefusal(`数据目录 ${folder.path} 里有一次没有完成的恢复。请删除这个目录，再重新恢复一次。`);
  const { mode } = await stat(folder.keys);
  if ((mode & 0o077) !== 0)
    throw new HostRefusal(`密钥目录 ${folder.keys} 可被其他用户读取。请执行：chmod 700 ${folder.keys}`);
  return folder;
}
