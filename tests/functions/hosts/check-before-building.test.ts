import { createServer } from 'node:http';
import { readdir } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { readEnv } from '../../../functions/env.ts';
import { checkBeforeBuilding } from '../../../functions/hosts/check-before-building.ts';
import { lockDataFolder } from '../../../functions/hosts/folder-lock.ts';
import { closeServer, listen } from '../../../functions/hosts/listen.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const env = (folder: string, port = 0) =>
  readEnv({ PORT: String(port), HOST: '127.0.0.1', ANLAN_DATA: folder });

test('a second start refuses before it builds over the site that is being served', async () => {
  const folder = await temporaryFolder();
  const lock = await lockDataFolder(folder);
  await expect(checkBeforeBuilding(env(folder))).rejects.toThrow('正被另一个安澜服务使用');
  await lock.release();
  await expect(checkBeforeBuilding(env(folder))).resolves.toBeUndefined();
});

test('a taken port is said before the minute of building, and leaves the folder free', async () => {
  const folder = await temporaryFolder();
  const other = createServer();
  const port = await listen(other, { PORT: 0, HOST: '127.0.0.1' });
  onTestFinished(() => closeServer(other));
  await expect(checkBeforeBuilding(env(folder, port))).rejects.toThrow('已被占用');
  expect((await readdir(folder)).filter((name) => name.startsWith('lock-'))).toEqual([]);
});
