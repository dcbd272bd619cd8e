import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ownFolder } from './browser-files.ts';
import { buildOnce } from './server-build.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const host = join(root, 'functions/hosts/start.ts');

/** Where a server answers and who may operate it. */
export interface ServerAddress {
  /** `http://localhost:PORT`, no slash at the end. */
  url: string;
  /** The data folder; keep it with `{ data }` to start again on the same rows. */
  data: string;
  operatorToken: () => Promise<string>;
}

/** The real product in a process of its own, on a free port, with a data folder nobody else has. */
export interface RunningServer extends ServerAddress {
  /** Everything printed so far. */
  output: () => string;
  /** Ends it as Ctrl-C does, waits for the end and returns the exit code. Removes the data unless it was given. */
  stop: () => Promise<number | null>;
  /** Ends it as a power cut does; the data folder stays. */
  kill: () => Promise<void>;
}

export interface ServerOptions {
  data?: string;
  isDemonstration?: boolean;
  env?: Record<string, string>;
  /** How long the first start may take; it makes the database. */
  patienceMs?: number;
}

/** The server that the project's setup started: `serverAt(inject('site'))`. */
export const serverAt = ({ url, data }: { url: string; data: string }): ServerAddress => ({
  url,
  data,
  operatorToken: async () => (await readFile(join(data, 'keys/operator-token'), 'utf8')).trim(),
});

export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const isDemonstration = options.isDemonstration ?? false;
  await buildOnce(isDemonstration);
  const own = options.data === undefined ? await ownFolder('data') : null;
  const data = options.data ?? own?.path ?? '';
  // As root, PostgreSQL runs under another account that must be able to enter.
  if (own) await chmod(own.path, 0o711);
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [host], {
    cwd: root,
    env: {
      ...inherited,
      NODE_ENV: 'test',
      PORT: '0',
      ANLAN_DATA: data,
      ANLAN_DEMO: isDemonstration ? '1' : '0',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard: string[] = [];
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    const patienceMs = options.patienceMs ?? 90_000;
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server was not ready after ${patienceMs} ms:\n${heard.join('\n')}`));
    }, patienceMs);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        heard.push(line);
        const port = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d+)/.exec(line)?.[1];
        if (!port || port === '0') return;
        clearTimeout(timer);
        resolve(`http://localhost:${port}`);
      });
    }
    void exited.then(([code]) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}:\n${heard.join('\n')}`));
    });
  });
  return {
    ...serverAt({ url, data }),
    output: () => heard.join('\n'),
    stop: async () => {
      const hadEnded = child.exitCode ?? child.signalCode;
      child.kill('SIGINT');
      const [code] = await exited;
      await own?.remove();
      if (hadEnded !== null)
        throw new Error(`the server had ended by itself (${hadEnded}):\n${heard.join('\n')}`);
      return code;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
