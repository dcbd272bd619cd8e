import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { HostRefusal } from '../../../functions/hosts/host-refusal.ts';
import { openPersistence, type PersistenceOptions } from '../../../functions/hosts/persistence.ts';
import { createDatabase } from '../../support/database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Each starts whole databases or programs, beside other test files on a small machine. */
vi.setConfig({ testTimeout: 120_000 });

async function options(change: Partial<PersistenceOptions> = {}): Promise<PersistenceOptions> {
  return {
    dataFolder: await temporaryFolder(),
    databaseUrl: undefined,
    isDemonstration: false,
    report: (message) => console.error(message),
    ...change,
  };
}

test('a first start makes everything, a second server on the folder is refused, a later start finds it again', async () => {
  const asked = await options();
  const first = await openPersistence(asked);
  await expect(openPersistence(asked)).rejects.toThrow('正被另一个安澜服务使用');
  expect(await first.store.countSubscriptions()).toBe(0);
  await first.close();
  const second = await openPersistence(asked);
  expect(second.keys).toEqual(first.keys);
  await second.close();
});

test('a database stays for real or for demonstration, and knows its keys', async () => {
  const database = await createDatabase('empty');
  onTestFinished(database.close);
  const asked = await options({ databaseUrl: database.connectionString });
  await (await openPersistence(asked)).close();
  await expect(openPersistence({ ...asked, isDemonstration: true })).rejects.toThrow('正式数据');
  await rm(join(asked.dataFolder, 'keys/vapid.json'));
  await expect(openPersistence(asked)).rejects.toThrow('keys 目录放回来');
});

test('an outside database that does not answer is a refusal in words', async () => {
  const asked = await options({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' });
  await expect(openPersistence(asked)).rejects.toThrow(HostRefusal);
});
