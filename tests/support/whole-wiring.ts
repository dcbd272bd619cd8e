import { onTestFinished } from 'vitest';
import { readEnv } from '../../functions/env.ts';
import { openPersistence } from '../../functions/hosts/persistence.ts';
import { createWiring, type Wiring } from '../../functions/wiring.ts';
import { createDatabase } from './database.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The whole server but for its port and pages, on a database of its own. Closed when the test ends. */
export async function openWiring(): Promise<Wiring> {
  const database = await createDatabase('template');
  onTestFinished(database.close);
  const env = readEnv({ NODE_ENV: 'test', ANLAN_DATA: await temporaryFolder() });
  const persistence = await openPersistence({
    dataFolder: env.ANLAN_DATA ?? '',
    databaseUrl: database.connectionString,
    isDemonstration: false,
    report: () => undefined,
  });
  onTestFinished(() => persistence.close());
  const wiring = await createWiring(env, persistence);
  onTestFinished(() => wiring.close());
  return wiring;
}
