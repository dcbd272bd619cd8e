import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openOperatorClient } from '../../../functions/cli/operator-client.ts';
import { writeServerFile } from '../../../functions/hosts/server-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function serverFolder(pid: number): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'keys'), { mode: 0o700 });
  await writeFile(join(folder, 'keys/operator-token'), 'x'.repeat(43), { mode: 0o600 });
  await writeServerFile(folder, { url: 'http://127.0.0.1:1', pid });
  return folder;
}

test('a token that may not be read is said so, not taken for a server that does not run', async () => {
  const folder = await serverFolder(process.pid);
  if (process.getuid?.() === 0) {
    process.seteuid?.(65534);
    onTestFinished(() => process.seteuid?.(0));
  } else await chmod(join(folder, 'keys'), 0o000);
  expect(await openOperatorClient(folder)).toMatchObject({
    ok: false,
    problem: { word: 'token-unreadable', detail: expect.stringContaining('启动服务的那个账户') as string },
  });
});

test('a server that does not answer on its port is said so', async () => {
  const client = await openOperatorClient(await serverFolder(process.pid));
  const answer = client.ok ? await client.value.call('GET', '/health') : client;
  expect(answer).toMatchObject({ ok: false, problem: { word: 'server-not-running' } });
});
