import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startEmbeddedPostgres } from '../../../functions/hosts/embedded-postgres.ts';
import { HostRefusal } from '../../../functions/hosts/host-refusal.ts';
import { chooseAccount } from '../../../functions/hosts/postgres-account.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Each starts whole databases or programs, beside other test files on a small machine. */
vi.setConfig({ testTimeout: 120_000 });

const isRoot = process.getuid?.() === 0;

/** Nothing here needs to survive a power cut, but for the test that says so. */
const FAST = { fsync: 'off' };

async function started(folder: string, settings: Record<string, string> = FAST) {
  const database = await startEmbeddedPostgres(folder, settings);
  onTestFinished(() => database.stop());
  return database;
}

async function openFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await chmod(folder, 0o711);
  return folder;
}

async function ask(connectionString: string, text: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows[0] ?? {};
  } finally {
    await client.end();
  }
}

test('a new cluster is UTF-8 with the built-in locale, durable, and closed to the network', async () => {
  const database = await started(await temporaryFolder(), {});
  expect(database.wasRunning).toBe(false);
  const found = await ask(
    database.connectionString,
    `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as addresses,
      (select datlocale from pg_database where datname = current_database()) as locale, upper('é') as upper`,
  );
  expect(found).toEqual({
    encoding: 'UTF8',
    fsync: 'on',
    commit: 'on',
    addresses: '',
    locale: 'C.UTF-8',
    upper: 'É',
  });
});

test('Ctrl-C or kill -9 of the server leaves the database alive, and the next start takes it over', async () => {
  const folder = await temporaryFolder();
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const server = spawn(
      process.execPath,
      [join(import.meta.dirname, 'fixtures/start-database.ts'), folder],
      {
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(server.stdout, 'data');
    // To the whole group, as a terminal does.
    process.kill(-(server.pid ?? 0), signal);
    await once(server, 'exit');
    const database = await started(folder);
    expect(database.wasRunning, signal).toBe(true);
    expect(await ask(database.connectionString, 'select 1 as one')).toEqual({ one: 1 });
  }
});

test('lock files whose number now belongs to another program do not block the start', async () => {
  const folder = await temporaryFolder();
  await (await startEmbeddedPostgres(folder, FAST)).stop();
  const account = await chooseAccount();
  const other = spawn('sleep', ['60'], account ? { uid: account.uid, gid: account.gid } : {});
  onTestFinished(() => void other.kill());
  const pidFile = join(folder, 'postgres/cluster/postmaster.pid');
  await writeFile(pidFile, `${other.pid}\n${folder}/postgres/cluster\n1\n5432\n${folder}/postgres\n\n`);
  const socketLock = join(folder, 'postgres/.s.PGSQL.5432.lock');
  await writeFile(socketLock, `${other.pid}\n${folder}/postgres/cluster\n1\n5432\n${folder}/postgres\n`);
  const database = await started(folder);
  expect(database.wasRunning).toBe(false);
});

test('a path too long for a unix socket still works', async () => {
  const folder = join(await openFolder(), '很长的目录名'.repeat(6));
  await mkdir(folder, { mode: 0o711 });
  const database = await started(folder);
  expect(await ask(database.connectionString, 'select 1 as one')).toEqual({ one: 1 });
  await database.stop();
  expect((await started(folder)).wasRunning).toBe(false);
});

test('a path with quotes, blanks and percent signs still works', async () => {
  const folder = join(await openFolder(), `a 'b' 100% & c;d`);
  await mkdir(folder, { mode: 0o711 });
  const database = await started(folder);
  expect(await ask(database.connectionString, 'select 1 as one')).toEqual({ one: 1 });
});

test('a cluster of another major version is refused, not opened', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'postgres/cluster'), { recursive: true });
  await writeFile(join(folder, 'postgres/cluster/PG_VERSION'), '17\n');
  await expect(startEmbeddedPostgres(folder)).rejects.toThrow(/PostgreSQL 17/);
});

test('a database that cannot start is refused with the path of its log', async () => {
  const folder = await temporaryFolder();
  await (await startEmbeddedPostgres(folder, FAST)).stop();
  const refusal = await startEmbeddedPostgres(folder, { ...FAST, shared_buffers: 'nonsense' }).catch(
    (e: unknown) => e,
  );
  expect(refusal).toBeInstanceOf(HostRefusal);
  const path = join(folder, 'postgres/postgres.log');
  expect((refusal as HostRefusal).message).toContain(path);
  expect(await readFile(path, 'utf8')).toContain('nonsense');
});

test.runIf(isRoot)(
  'root hands the database to an account, and refuses a folder that account cannot enter',
  async () => {
    const closed = await temporaryFolder();
    await chmod(closed, 0o700);
    const folder = join(closed, 'data');
    await mkdir(folder);
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow(`进不了 ${closed}`);
  },
);

test.runIf(isRoot)('under root the database process runs as somebody else', async () => {
  const folder = await temporaryFolder();
  await started(folder);
  const pid = (await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0];
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  expect(status).toMatch(new RegExp(`^Uid:\\s+${(await chooseAccount())?.uid}\\s`, 'm'));
});

test.runIf(isRoot)('a database stays with the account it was made by', async () => {
  const folder = await openFolder();
  await (await startEmbeddedPostgres(folder, FAST)).stop();
  const daemon = { uid: 1, gid: 1 };
  for (const path of ['postgres', ...(await readdir(join(folder, 'postgres'), { recursive: true }))]) {
    const owned = path === 'postgres' ? path : join('postgres', path);
    await chown(join(folder, owned), daemon.uid, daemon.gid);
  }
  const database = await started(folder);
  expect(await ask(database.connectionString, 'select 1 as one')).toEqual({ one: 1 });
});
