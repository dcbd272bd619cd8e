import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { readServerFile, removeServerFile, writeServerFile } from '../../../functions/hosts/server-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const url = 'http://127.0.0.1:4321';

test('the command line finds a server that runs', async () => {
  const folder = await temporaryFolder();
  expect(await readServerFile(folder)).toBeNull();
  await writeServerFile(folder, { url, pid: process.pid });
  expect(await readServerFile(folder)).toEqual({ url, pid: process.pid });
  await removeServerFile(folder);
  expect(await readServerFile(folder)).toBeNull();
});

test('a killed server is not spoken to: the token would go to whoever has the port now', async () => {
  const folder = await temporaryFolder();
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  await writeServerFile(folder, { url, pid: gone.pid ?? 0 });
  expect(await readServerFile(folder)).toBeNull();
});
