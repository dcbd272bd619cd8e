import { fileURLToPath } from 'node:url';
import type { Env } from '../env.ts';
import { defaultDataFolder } from './data-folder.ts';
import { openPersistence, type Persistence } from './persistence.ts';
import { seldom } from './seldom.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** Opens what the environment names: the data folder, and the embedded or an outside database. */
export function openOwnPersistence(env: Env): Promise<Persistence> {
  return openPersistence({
    dataFolder: env.ANLAN_DATA ?? defaultDataFolder(PROJECT, env.ANLAN_DEMO),
    databaseUrl: env.DATABASE_URL,
    isDemonstration: env.ANLAN_DEMO,
    report: seldom((message) => console.error(message), Date.now),
  });
}
