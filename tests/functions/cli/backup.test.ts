import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openPersistence } from '../../../functions/hosts/persistence.ts';
import { exampleRevision } from '../../support/alert-example.ts';
import { createDatabase } from '../../support/database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Each starts whole databases or programs, beside other test files on a small machine. */
vi.setConfig({ testTimeout: 120_000 });

const TOOL = join(import.meta.dirname, '../../../functions/cli/anlan.ts');

/** The tool as an operator runs it, with what is piped into it. */
async function anlan(args: string[], env: Record<string, string>, piped = '') {
  const child = spawn(process.execPath, [TOOL, ...args], { env: { PATH: '', ...env } });
  child.stdin.end(piped);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}

async function emptyDatabase(): Promise<string> {
  const database = await createDatabase('empty');
  onTestFinished(database.close);
  return database.connectionString;
}

test('an operator backs up a running portal and restores it elsewhere', async () => {
  const from = { ANLAN_DATA: join(await temporaryFolder(), 'data'), DATABASE_URL: await emptyDatabase() };
  const portal = await openPersistence({
    dataFolder: from.ANLAN_DATA,
    databaseUrl: from.DATABASE_URL,
    isDemonstration: false,
    report: (message) => console.error(message),
  });
  onTestFinished(() => portal.close());
  await portal.store.saveRevision(exampleRevision(), { mediaType: 'text/plain', body: '' });
  const folder = await temporaryFolder();
  const file = join(folder, 'b.age');
  const secret = join(folder, 'passphrase');
  await writeFile(secret, 'correct horse battery\n');

  expect(await anlan(['backup', '--passphrase-file', secret, file], from)).toMatchObject({
    code: 0,
    out: expect.stringContaining('预警 1 版') as string,
    err: '',
  });
  const to = { ANLAN_DATA: join(folder, 'new'), DATABASE_URL: await emptyDatabase() };
  const wrong = await anlan(['restore', file], to, 'wrong passphrase\n');
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('口令不对') as string });
  expect(await readdir(folder)).not.toContain('new');
  const restored = await anlan(['restore', file], to, 'correct horse battery\n');
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('预警 1 版') as string });
  expect(await readdir(join(to.ANLAN_DATA, 'keys'))).toContain('vapid.json');
});

test('what cannot be done is said in words, without a stack', async () => {
  const folder = await temporaryFolder();
  const env = { ANLAN_DATA: join(folder, 'none') };
  const tries = {
    'no data': await anlan(['backup', join(folder, 'b.age')], env, 'correct horse battery'),
    'no passphrase': await anlan(['backup'], env),
    'no file named': await anlan(['restore'], env),
    'no such file': await anlan(['restore', join(folder, 'none.age')], env, 'correct horse battery'),
    'no such passphrase file': await anlan(['backup', '--passphrase-file', join(folder, 'none')], env),
  };
  for (const [name, { code, err }] of Object.entries(tries)) {
    expect(code, name).toBeGreaterThan(0);
    expect(err, name).not.toContain('    at ');
    expect(err, name).toMatch(/[\u4e00-\u9fff]/);
    expect(err, name).not.toMatch(/E[A-Z]{4,}|no such file/);
  }
});
