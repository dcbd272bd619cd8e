import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDataFolder } from '../../../functions/hosts/data-folder.ts';
import { openKeys } from '../../../functions/hosts/key-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('keys are made once, each closed to others, and are the same ever after', async () => {
  const folder = await temporaryFolder();
  const made = await openKeys(folder);
  const names = (await readdir(folder)).sort();
  expect(names).toEqual(['master.key', 'operator-token', 'receipt.key', 'staff.key', 'vapid.json']);
  for (const name of names) expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600);
  expect(made.masterKey).toHaveLength(32);
  expect(await openKeys(folder)).toEqual(made);
});

test('processes that start at once agree on the keys', async () => {
  const folder = await temporaryFolder();
  const all = await Promise.all(Array.from({ length: 8 }, () => openKeys(folder)));
  expect(new Set(all.map((keys) => keys.fingerprint)).size).toBe(1);
});

test('a damaged key is refused by name and left as it is', async () => {
  for (const name of ['vapid.json', 'master.key', 'receipt.key', 'operator-token']) {
    const folder = await temporaryFolder();
    await openKeys(folder);
    await writeFile(join(folder, name), '');
    await expect(openKeys(folder)).rejects.toThrow(name);
    expect(await readFile(join(folder, name), 'utf8')).toBe('');
  }
});

test('the operator token may be replaced without changing what the database remembers', async () => {
  const folder = await temporaryFolder();
  const before = await openKeys(folder);
  await rm(join(folder, 'operator-token'));
  const after = await openKeys(folder);
  expect(after.operatorToken).not.toBe(before.operatorToken);
  expect(after.fingerprint).toBe(before.fingerprint);
});

test('a key folder that others may read is refused', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'keys'), { mode: 0o755 });
  await expect(openDataFolder(folder)).rejects.toThrow('chmod 700');
});
