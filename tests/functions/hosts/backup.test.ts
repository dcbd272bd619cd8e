import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../../functions/hosts/backup.ts';
import { openDataFolder } from '../../../functions/hosts/data-folder.ts';
import { lockDataFolder } from '../../../functions/hosts/folder-lock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a backup never starts the database of a folder that a server has taken', async () => {
  const folder = await openDataFolder(await temporaryFolder());
  const server = await lockDataFolder(folder.path);
  onTestFinished(() => server.release());
  const file = join(await temporaryFolder(), 'b.age');
  const asked = {
    dataFolder: folder.path,
    databaseUrl: undefined,
    file,
    passphrase: 'correct horse battery',
  };
  await expect(backUp(asked)).rejects.toThrow('正在启动或停止');
  expect(await readdir(folder.path)).not.toContain('postgres');
});
