import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startJobs, type StartedJobs } from '../jobs/boss.ts';
import { JOBS } from '../jobs/queue.ts';
import { openPool } from '../store/database.ts';
import { readSnapshotHead, restoreSnapshot } from '../store/restore.ts';
import { SnapshotProblem, type SnapshotProblemWord } from '../store/snapshot-format.ts';
import { createSnapshot } from '../store/snapshot.ts';
import { openDataFolder, UNFINISHED_RESTORE } from './data-folder.ts';
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { lockDataFolder } from './folder-lock.ts';
import { HostRefusal } from './host-refusal.ts';

export interface BackupOptions {
  dataFolder: string;
  databaseUrl: string | undefined;
  /** The snapshot to write or to read. */
  file: string;
  passphrase: string;
  /** scrypt's; only tests lower it. */
  workFactor?: number;
}

/** Rows per table. */
export type RowCounts = Record<string, number>;

/** 口令 shorter than this can be guessed from the file alone. */
export const MIN_PASSPHRASE_LENGTH = 12;

const SENTENCES: Record<SnapshotProblemWord, string> = {
  'not-a-snapshot': '这不是安澜的备份文件。',
  'passphrase-wrong': '口令不对，打不开这个备份（或文件开头已损坏）。',
  damaged: '备份文件不完整或已损坏（可能没有复制完）。',
  newer: '这个备份来自更新版本的安澜，请先升级程序再恢复。',
  'target-not-empty': '目标数据库里已有数据。恢复只能进行到空的数据库，以免混入两份历史。',
  'rows-missing': '恢复后的行数与备份不符，已全部撤销。',
};

/** Writes one encrypted snapshot, whether or not the server runs. Never overwrites a file. */
export async function backUp(options: BackupOptions): Promise<RowCounts> {
  if (options.passphrase.length < MIN_PASSPHRASE_LENGTH)
    throw new HostRefusal(`备份口令太短，至少 ${MIN_PASSPHRASE_LENGTH} 个字符。`);
  const out = resolve(options.file);
  if (await stat(out).catch(() => null)) throw new HostRefusal(`${out} 已存在，不会覆盖。请换一个文件名。`);
  if (!(await stat(join(options.dataFolder, 'keys')).catch(() => null)))
    throw new HostRefusal(`${options.dataFolder} 里没有安澜的数据，没有可备份的内容。`);
  const folder = await openDataFolder(options.dataFolder);
  return await withDatabase(folder.path, options.databaseUrl, async (connectionString) => {
    const pool = openPool(connectionString, 2);
    const queues = JOBS.map(({ name }) => name);
    const source = { pool, folders: { keys: folder.keys, attachments: folder.attachments }, queues };
    return await createSnapshot(source, out, options.passphrase, options.workFactor).finally(() =>
      pool.end(),
    );
  });
}

/**
 * Restores a snapshot into a data folder that is empty or not there, and into the embedded database there or an
 * empty one elsewhere. A restore that is interrupted leaves a folder that no server starts on.
 */
export async function restoreBackup(options: BackupOptions): Promise<RowCounts> {
  if (!(await stat(options.file).catch(() => null))) throw new HostRefusal(`找不到备份文件：${options.file}`);
  // Opened first, so that a wrong passphrase leaves nothing behind.
  await explained(() => readSnapshotHead(options.file, options.passphrase));
  const found = await readdir(options.dataFolder).catch(() => []);
  if (found.length > 0)
    throw new HostRefusal(
      `数据目录 ${options.dataFolder} 不是空的。恢复只能进行到空目录，请用 ANLAN_DATA 另指定一个。`,
    );
  await mkdir(options.dataFolder, { recursive: true, mode: 0o700 });
  const marker = join(options.dataFolder, UNFINISHED_RESTORE);
  await writeFile(marker, '');
  const folder = await openDataFolder(options.dataFolder, 'restoring');
  try {
    const rows = await withDatabase(folder.path, options.databaseUrl, async (connectionString) => {
      const pool = openPool(connectionString, 2);
      let jobs: StartedJobs | undefined;
      const target = {
        pool,
        folders: { keys: folder.keys, attachments: folder.attachments },
        openQueues: async () => (jobs = await startJobs(connectionString, JOBS, () => undefined)).enqueue,
      };
      return await explained(() => restoreSnapshot(options.file, options.passphrase, target)).finally(
        async () => {
          await jobs?.stop();
          await pool.end();
        },
      );
    });
    await rm(marker);
    return rows;
  } catch (error) {
    // Everything in the folder is ours: it was empty when we came.
    for (const name of await readdir(folder.path))
      await rm(join(folder.path, name), { recursive: true, force: true });
    throw error;
  }
}

/**
 * Runs `work` on the database of a data folder: the outside one, the embedded one of a running server, or, when no
 * server runs, the embedded one started for the moment (and locked, so that no server takes it over meanwhile).
 */
async function withDatabase<T>(
  dataFolder: string,
  databaseUrl: string | undefined,
  work: (connectionString: string) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== undefined) return await work(databaseUrl);
  const lock = await lockDataFolder(dataFolder).catch((error: unknown) => {
    if (error instanceof HostRefusal) return null;
    throw error;
  });
  if (lock === null) return await work(await requireRunning(dataFolder));
  try {
    const embedded = await startEmbeddedPostgres(dataFolder);
    return await work(embedded.connectionString).finally(() => embedded.stop());
  } finally {
    await lock.release();
  }
}

async function requireRunning(dataFolder: string): Promise<string> {
  const running = await findRunningPostgres(dataFolder);
  if (running !== null) return running;
  throw new HostRefusal(`数据目录 ${dataFolder} 的服务正在启动或停止，请过一会儿再试。`);
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SnapshotProblem) throw new HostRefusal(SENTENCES[error.word], { cause: error });
    throw error;
  }
}
