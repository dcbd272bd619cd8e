import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Env } from '../env.ts';
import { startJobs } from '../jobs/boss.ts';
import { JOBS } from '../jobs/queue.ts';
import { openPool } from '../store/database.ts';
import { createPostgresStore } from '../store/postgres-store.ts';
import { defaultDataFolder, openDataFolder } from './data-folder.ts';
import { findRunningPostgres } from './embedded-postgres.ts';
import { HostRefusal } from './host-refusal.ts';
import { openKeys } from './key-files.ts';
import { checkServer, claim, type Persistence } from './persistence.ts';
import { seldom } from './seldom.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** The embedded database allows 60 connections in all: two workers and the server leave room. */
const CONNECTIONS = 6;

/**
 * A database that a server has made and looks after, and the keys it was made with; nothing is made, migrated, locked
 * or started here. With DATABASE_URL that one, else the embedded one of the server that runs on the data folder.
 */
export async function openWorkerPersistence(env: Env): Promise<Persistence> {
  const path = env.ANLAN_DATA ?? defaultDataFolder(PROJECT, env.ANLAN_DEMO);
  await access(join(path, 'keys', 'vapid.json')).catch(() => {
    throw new HostRefusal(
      `${path} 里没有密钥，推送进程没有启动。请用 ANLAN_DATA 指定服务的数据目录；在别的机器上，先把服务的 keys 目录复制过来。`,
    );
  });
  const folder = await openDataFolder(path);
  const connectionString = env.DATABASE_URL ?? (await findRunningPostgres(folder.path));
  if (connectionString === null)
    throw new HostRefusal(
      `${folder.path} 的服务没有运行。推送进程用它的数据库：请先启动服务，或设 DATABASE_URL。`,
    );
  const keys = await openKeys(folder.keys);
  const report = seldom((message) => console.error(message), Date.now);
  const pool = openPool(connectionString, CONNECTIONS);
  try {
    await checkServer(pool);
    const { rows } = await pool.query(`select to_regclass('instance') is null as is_new`);
    if ((rows[0] as { is_new: boolean }).is_new)
      throw new HostRefusal('这个数据库还没有建好。请先启动一次服务，再启动推送进程。');
    await claim(pool, env.ANLAN_DEMO, keys, folder);
    const jobs = await startJobs(connectionString, JOBS, report);
    const store = createPostgresStore({ pool, connectionString, enqueue: jobs.enqueue });
    const close = async (): Promise<void> => {
      await jobs.stop();
      await pool.end();
    };
    return { folder, keys, pool, connectionString, store, jobs, close };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
