import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until.ts';

const BINARY = '/usr/sbin/nginx';
export const hasNginx = (): boolean => existsSync(BINARY);

/** An answer as it came over the wire: nginx gives the same body with the same headers. */
export interface Bytes {
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

export interface Nginx {
  url: string;
  /** Of the one worker, which does all the work. */
  workerPid: number;
  stop(): Promise<void>;
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\$]/g, '\\$&')}"`;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** nginx with one worker, tuned for files in memory, serving exactly these bytes. */
export async function startNginx(answers: readonly Bytes[]): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'anlan-nginx-'));
  const port = await freePort();
  const own = new Set(['content-type', 'content-length', 'date', 'connection', 'keep-alive', 'etag']);
  const locations = answers.map(({ path, headers }, index) => {
    const lines = Object.entries(headers)
      .filter(([name]) => !own.has(name))
      .map(([name, value]) => `add_header ${name} ${quoted(value)};`);
    const type = quoted(headers['content-type'] ?? 'text/plain');
    return `location = ${path} { types {} default_type ${type}; ${lines.join(' ')} root ${folder}; try_files /${index} =404; }`;
  });
  await Promise.all(answers.map(({ body }, index) => writeFile(join(folder, String(index)), body)));
  await writeFile(
    join(folder, 'nginx.conf'),
    `user root; worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log crit;
     events { worker_connections 8192; }
     http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
       server { listen 127.0.0.1:${port} backlog=4096; ${locations.join('\n')} } }`,
  );
  const child = spawn(BINARY, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await until(() => fetch(url + (answers[0]?.path ?? '/')).then((r) => r.ok, () => false)); // prettier-ignore
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
  return { url, workerPid: Number(children.trim().split(' ')[0]), stop: () => stop(child, folder) };
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
  await rm(folder, { recursive: true, force: true });
}
