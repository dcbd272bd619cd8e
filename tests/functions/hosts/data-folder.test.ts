import { chmod, mkdir, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDataFolder } from '../../../functions/hosts/data-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a folder reached through a link is known by its own name', async () => {
  const parent = await realpath(await temporaryFolder());
  await mkdir(join(parent, 'real'));
  await symlink(join(parent, 'real'), join(parent, 'link'));
  expect((await openDataFolder(join(parent, 'link'))).path).toBe(join(parent, 'real'));
});

test('keys that others can read are refused', async () => {
  const folder = await openDataFolder(await temporaryFolder());
  await chmod(folder.keys, 0o755);
  await expect(openDataFolder(folder.path)).rejects.toThrow('chmod 700');
});

test('what is no folder is refused with the setting that names another', async () => {
  const refusal = openDataFolder('/dev/null/anlan');
  await expect(refusal).rejects.toThrow('路径中有一段不是目录');
  await expect(refusal).rejects.toThrow('用 ANLAN_DATA 指定另一个目录');
});
