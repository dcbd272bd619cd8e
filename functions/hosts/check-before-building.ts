import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Env } from '../env.ts';
import { defaultDataFolder, openDataFolder } from './data-folder.ts';
import { lockDataFolder } from './folder-lock.ts';
import { closeServer, listen } from './listen.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * What would refuse the start after the build is said before it: building takes a minute, and while another server
 * serves this folder it would pull the site out from under it.
 */
export async function checkBeforeBuilding(env: Env): Promise<void> {
  const folder = await openDataFolder(env.ANLAN_DATA ?? defaultDataFolder(PROJECT, env.ANLAN_DEMO));
  const lock = await lockDataFolder(folder.path);
  try {
    const probe = createServer();
    await listen(probe, env);
    await closeServer(probe);
  } finally {
    await lock.release();
  }
}
