import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { runToEnd, type Account, type Finished } from './child-process.ts';
import { HostRefusal } from './host-refusal.ts';
import { chooseAccount, findBlockingFolder, findOwner, giveTo } from './postgres-account.ts';
import { copyBinaries, findBinaries, hydrateSymlinks, type PostgresBinaries } from './postgres-binaries.ts';

export interface EmbeddedPostgres {
  /** A postgres: URL over the unix socket, for the database `anlan`. */
  connectionString: string;
  /** The database lived on after its last server was killed, and was taken over as it is. */
  wasRunning: boolean;
  logPath: string;
  /** Fast shutdown. Call it after requests and jobs have drained. */
  stop(): Promise<void>;
}

const USER = 'anlan';
/** sun_path holds 108 bytes on Linux and 104 on macOS, the closing NUL included. */
const SOCKET_NAME = '/.s.PGSQL.5432';
const MAX_SOCKET_PATH_BYTES = process.platform === 'darwin' ? 103 : 107;

/** Small-machine settings. Durability (fsync, full_page_writes, synchronous_commit) stays at its default: on. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  max_connections: '60',
  shared_buffers: '64MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
};

interface Cluster {
  account: Account | undefined;
  binaries: PostgresBinaries;
  /** Belongs to the account; holds cluster/, the log and (unless the path is too long) the socket. */
  home: string;
  folder: string;
  logPath: string;
}

/**
 * Starts the PostgreSQL that came with npm on a cluster inside `dataFolder`, making it on the first run.
 * Driven through its own pg_ctl: it outlives Ctrl-C until we stop it, and a cluster that survived a killed
 * server is found by its status and used as it is. `settings` are for tests (fsync=off).
 */
export async function startEmbeddedPostgres(
  dataFolder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedPostgres> {
  const cluster = await prepare(dataFolder);
  await makeCluster(cluster, settings);
  const wasRunning = await isRunning(cluster);
  if (!wasRunning) await start(cluster, settings);
  const socketFolder = await readSocketFolder(cluster);
  await makeDatabase(socketFolder, cluster);
  return {
    connectionString: socketUrl(socketFolder, USER),
    wasRunning,
    logPath: cluster.logPath,
    stop: () => stop(cluster),
  };
}

/** The database of a server that runs on `dataFolder` now, left as it is: it is not ours to start, stop or replace. */
export async function findRunningPostgres(dataFolder: string): Promise<string | null> {
  const home = join(dataFolder, 'postgres');
  const pidFile = await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8').catch(() => null);
  return pidFile === null ? null : socketUrl(pidFile.split('\n')[4]?.trim() || home, USER);
}

/** `postgres://anlan@/name?host=/folder`, which pg and pg-boss both take. */
function socketUrl(socketFolder: string, database: string): string {
  return `postgres://${USER}@/${database}?host=${encodeURIComponent(socketFolder)}`;
}

async function prepare(dataFolder: string): Promise<Cluster> {
  if (/["$`\\\n]/.test(dataFolder))
    throw new HostRefusal(`数据目录的路径含有数据库不接受的字符（" $ \` \\）：${dataFolder}`);
  const home = join(dataFolder, 'postgres');
  // PostgreSQL opens a cluster for nobody but its owner, whichever account we would choose for a new one today.
  const account = (await findOwner(join(home, 'cluster'))) ?? (await chooseAccount());
  await mkdir(home, { recursive: true, mode: 0o700 });
  let binaries = await findBinaries();
  if (account) {
    // Only the way through is opened: what lies beside postgres/ stays closed by its own mode.
    const { mode } = await stat(dataFolder);
    await chmod(dataFolder, (mode & 0o777) | 0o011);
    await giveTo(home, account);
    const blocking = await findBlockingFolder(home, account);
    if (blocking)
      throw new HostRefusal(
        `数据库以账户 ${account.name} 运行，但它进不了 ${blocking}。\n` +
          '请用 ANLAN_DATA 指定 /root 以外、各级目录都可进入的位置（默认 /var/lib/anlan），或换普通用户启动。',
      );
  }
  if (account || !(await hydrateSymlinks(binaries.folder))) {
    const parent = join(dataFolder, 'programs');
    await mkdir(parent, { recursive: true, mode: 0o755 });
    binaries = await copyBinaries(binaries, parent);
  }
  return { account, binaries, home, folder: join(home, 'cluster'), logPath: join(home, 'postgres.log') };
}

/** initdb into a folder beside and rename: a first start that was killed halfway leaves nothing half-made. */
async function makeCluster(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<void> {
  const found = await readFile(join(cluster.folder, 'PG_VERSION'), 'utf8').catch(() => null);
  if (found !== null) {
    if (Number.parseInt(found, 10) === cluster.binaries.major) return;
    throw new HostRefusal(
      `数据目录 ${cluster.folder} 由 PostgreSQL ${found.trim()} 建立，现在的程序是 ${cluster.binaries.major}，不能直接打开。\n` +
        '请用原来的版本运行 anlan backup，再在新的空目录里 anlan restore。',
    );
  }
  const partial = `${cluster.folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  const made = await run(cluster, 'initdb', [
    ...['--pgdata', partial, '--username', USER, '--auth', 'trust', '--encoding', 'UTF8'],
    ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...(settings['fsync'] === 'off' ? ['--no-sync'] : []),
  ]);
  if (made.exitCode !== 0) throw refusal('数据库初始化失败', cluster, made);
  await rename(partial, cluster.folder);
}

/**
 * Whether a postmaster serves this cluster. pg_ctl only looks whether the recorded pid is alive; after a
 * machine or container restart that number often belongs to someone else, and PostgreSQL would then refuse for ever.
 */
async function isRunning(cluster: Cluster): Promise<boolean> {
  if ((await control(cluster, ['status'])).exitCode !== 0) return false;
  const pidFile = join(cluster.folder, 'postmaster.pid');
  const recorded = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = recorded[0]?.trim();
  if (!pid) return false;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (commandLine === null) return true;
  if (!commandLine.includes(cluster.folder)) {
    // Both locks that PostgreSQL keeps hold the same number.
    const socketLock = `${recorded[4]?.trim() || cluster.home}${SOCKET_NAME}.lock`;
    for (const stale of [pidFile, socketLock]) await rm(stale, { force: true });
    return false;
  }
  if (commandLine.startsWith(cluster.binaries.folder)) return true;
  // An orphan of an earlier version, whose program files are gone or going: it may not load what it needs.
  await stop(cluster);
  return false;
}

async function start(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<void> {
  const log = await stat(cluster.logPath).catch(() => null);
  if (log && log.size > 10_000_000) await rename(cluster.logPath, `${cluster.logPath}.1`);
  const socketFolder = await chooseSocketFolder(cluster);
  const options = Object.entries({ ...SETTINGS, unix_socket_directories: socketFolder, ...settings })
    .map(([name, value]) => `-c ${shellQuote(`${name}=${value}`)}`)
    .join(' ');
  // -t: recovery after a power cut may take long; better to wait than to report a failure that is none.
  const started = await control(cluster, ['start', '-w', '-t', '300', '-l', cluster.logPath, '-o', options]);
  if (started.exitCode !== 0) throw refusal('数据库没有启动', cluster, started);
}

async function stop(cluster: Cluster): Promise<void> {
  await control(cluster, ['stop', '-m', 'fast', '-w', '-t', '60']);
  await rmdir(distantSocketFolder(cluster)).catch(() => undefined);
}

/** The socket lives with the data, unless that path is too long for the kernel: then in a folder named by its hash. */
async function chooseSocketFolder(cluster: Cluster): Promise<string> {
  const fits = Buffer.byteLength(cluster.home + SOCKET_NAME) <= MAX_SOCKET_PATH_BYTES;
  if (fits && !cluster.home.includes(',')) return cluster.home;
  const folder = distantSocketFolder(cluster);
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined);
  const found = await lstat(folder);
  const ours = process.getuid?.() ?? found.uid;
  // /tmp is everyone's: a folder or link that somebody else put there would hand them our database.
  if (!found.isDirectory() || (found.uid !== ours && found.uid !== cluster.account?.uid))
    throw new HostRefusal(
      `${folder} 不属于本服务，不能用来放数据库的套接字。请删除它，或把数据目录换到较短的路径。`,
    );
  await chmod(folder, 0o700);
  if (cluster.account) await giveTo(folder, cluster.account);
  return folder;
}

function distantSocketFolder(cluster: Cluster): string {
  return `/tmp/anlan-${createHash('sha256').update(cluster.home).digest('hex').slice(0, 16)}`;
}

/** Line 5 of postmaster.pid: where the running postmaster really listens. */
async function readSocketFolder(cluster: Cluster): Promise<string> {
  const lines = (await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8')).split('\n');
  return lines[4] || cluster.home;
}

async function makeDatabase(socketFolder: string, cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: socketUrl(socketFolder, 'postgres') });
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [USER]);
    if (rowCount === 0) await client.query(`create database ${USER}`);
  } catch (error) {
    throw refusal('数据库已启动但连不上', cluster, { exitCode: null, output: (error as Error).message });
  } finally {
    await client.end().catch(() => undefined);
  }
}

function run(cluster: Cluster, program: string, args: readonly string[]): Promise<Finished> {
  return runToEnd(join(cluster.binaries.folder, 'bin', program), args, {
    account: cluster.account,
    cwd: cluster.home,
  });
}

function control(cluster: Cluster, args: readonly string[]): Promise<Finished> {
  return run(cluster, 'pg_ctl', [...args, '-D', cluster.folder]);
}

/** pg_ctl hands its -o text to /bin/sh. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function refusal(what: string, cluster: Cluster, finished: Finished): HostRefusal {
  const said = finished.output.split('\n').slice(-5).join('\n');
  return new HostRefusal(`${what}。数据库日志：${cluster.logPath}\n${said}`);
}
