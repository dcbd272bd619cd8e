import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockDataFolder } from '../../../functions/hosts/folder-lock.ts';
import { processIdentity } from '../../../functions/hosts/process-identity.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a folder in use is refused, naming its holder, until it is released', async () => {
  const folder = await temporaryFolder();
  const lock = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toThrow(`进程号 ${process.pid}`);
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
  await lockDataFolder(folder);
});

test('a lock whose process is dead, or whose number belongs to another process now, is cleared away', async () => {
  const identity = await processIdentity(process.pid);
  for (const holder of [
    { pid: 2 ** 22 + 1, identity },
    { pid: process.pid, identity: 'another boot/1' },
  ]) {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'lock-old'), JSON.stringify({ ...holder, host: 'here', since: '' }));
    await lockDataFolder(folder, 'here');
    expect(await readdir(folder)).not.toContain('lock-old');
  }
});

test('of many that start at once and find what a power cut left, exactly one gets the folder', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'lock-old'), '');
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => lockDataFolder(folder)));
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await readdir(folder)).toHaveLength(1);
});

test('a lock of another machine holds while that machine touches it, and falls when it does not', async () => {
  const folder = await temporaryFolder();
  await lockDataFolder(folder, 'another-machine');
  const [name] = await readdir(folder);
  const touching = setInterval(() => void utimes(join(folder, String(name)), new Date(), new Date()), 10);
  onTestFinished(() => clearInterval(touching));
  await expect(lockDataFolder(folder, 'this-machine', 200)).rejects.toThrow('another-machine');
  clearInterval(touching);
  await lockDataFolder(folder, 'this-machine', 200);
});
