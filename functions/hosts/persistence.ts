import type { Pool } from 'pg';
import { startJobs, type ReportProblem, type StartedJobs } from '../jobs/boss.ts';
import { JOBS } from '../jobs/queue.ts';
import { claimInstance } from '../store/claim-instance.ts';
import { openPool } from '../store/database.ts';
import { migrateDatabase } from '../store/migrate.ts';
import { createPostgresStore } from '../store/postgres-store.ts';
import type { Store } from '../store/store.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { lockDataFolder } from './folder-lock.ts';
import { HostRefusal } from './host-refusal.ts';
import { openKeys, type Keys } from './key-files.ts';

export interface PersistenceOptions {
  dataFolder: string;
  /** An outside server; without it the embedded one runs in the data folder. */
  databaseUrl: string | undefined;
  isDemonstration: boolean;
  report: ReportProblem;
}

/** Everything that outlives the process, opened in the right order. */
export interface Persistence {
  folder: DataFolder;
  keys: Keys;
  pool: Pool;
  /** With which everything here was opened; for a database tool. */
  connectionString: string;
  store: Store;
  jobs: StartedJobs;
  /** Starts an embedded database that was killed; does nothing to one that runs. Absent for an outside database. */
  revive?(): Promise<void>;
  /** Call it when no request runs any more: drains jobs, then lets go of the database, then stops it. */
  close(): Promise<void>;
}

/** Lock, keys, database, tables, jobs, identity. What fails is a HostRefusal, and what was opened is closed again. */
export async function openPersistence(options: PersistenceOptions): Promise<Persistence> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    // One step that fails must not leave the database running or the folder locked.
    for (let step = undo.pop(); step; step = undo.pop())
      await step().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    const folder = await openDataFolder(options.dataFolder);
    const lock = await lockDataFolder(folder.path);
    undo.push(() => lock.release());
    const keys = await openKeys(folder.keys);
    let connectionString = options.databaseUrl;
    if (connectionString === undefined) {
      const embedded = await startEmbeddedPostgres(folder.path);
      undo.push(() => embedded.stop());
      connectionString = embedded.connectionString;
    }
    const pool = openPool(connectionString);
    undo.push(() => pool.end());
    await checkServer(pool);
    await migrateDatabase(pool);
    await claim(pool, options.isDemonstration, keys, folder);
    const jobs = await startJobs(connectionString, JOBS, options.report);
    undo.push(() => jobs.stop());
    const store = createPostgresStore({ pool, connectionString, enqueue: jobs.enqueue });
    const opened = { folder, keys, pool, connectionString, store, jobs, close };
    if (options.databaseUrl !== undefined) return opened;
    return { ...opened, revive: () => startEmbeddedPostgres(folder.path).then(() => undefined) };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** Refuses a database that is too old or of another encoding. */
export async function checkServer(pool: Pool): Promise<void> {
  const { rows } = await pool
    .query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    )
    .catch((error: unknown) => {
      throw new HostRefusal(`连不上数据库：${(error as Error).message}\n请检查 DATABASE_URL 和数据库服务。`);
    });
  const found = rows[0];
  if (!found || found.version < 150_000)
    throw new HostRefusal(`数据库版本过旧（${found?.version ?? '未知'}），需要 PostgreSQL 15 或更新。`);
  if (found.encoding !== 'UTF8')
    throw new HostRefusal(`数据库的编码是 ${found.encoding}，需要 UTF8。请新建一个 UTF8 编码的数据库。`);
}

/** Refuses a database that was made for another purpose or with other keys. */
export async function claim(
  pool: Pool,
  isDemonstration: boolean,
  keys: Keys,
  folder: DataFolder,
): Promise<void> {
  const outcome = await claimInstance(pool, isDemonstration, keys.fingerprint);
  if (outcome === 'demonstration-mismatch')
    throw new HostRefusal(
      isDemonstration
        ? `${folder.path} 的数据库是正式数据，不能用来演示。请用 ANLAN_DATA 为演示另指定一个目录。`
        : `${folder.path} 的数据库是演示数据，不能用于正式服务。请用 ANLAN_DATA 另指定一个目录。`,
    );
  if (outcome === 'keys-mismatch')
    throw new HostRefusal(
      `${folder.keys} 里的密钥不是建立这个数据库时的密钥，没有启动。\n` +
        '用别的密钥会使全部订阅失效、已有的查询码打不开。请把原来的 keys 目录放回来（或用 anlan restore 恢复备份）；\n' +
        '几台服务器共用一个数据库时，各台的 keys 目录要相同。',
    );
}
