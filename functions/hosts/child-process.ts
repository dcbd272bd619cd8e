import { spawn } from 'node:child_process';

/** The account a child runs under; undefined keeps ours. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

export interface Finished {
  /** Null when the program could not be run at all (`output` then says why). */
  exitCode: number | null;
  output: string;
}

/**
 * Runs a program to its end and collects what it printed.
 * The environment is our own and short: `LANG`, `PGDATA`, `PGPORT` … of the caller must never change what a
 * database looks like. The child gets its own session, so Ctrl-C in our terminal does not reach it.
 */
export function runToEnd(
  file: string,
  args: readonly string[],
  options: { account?: Account | undefined; cwd: string },
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...(options.account ? { uid: options.account.uid, gid: options.account.gid } : {}),
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      // A runaway program must not fill our memory; its first 64 KB say what is wrong.
      if (output.length < 65_536) output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => resolve({ exitCode: null, output: error.message }));
    // `exit`, not `close`: a daemon started by the program may keep the pipes open for ever.
    child.once('exit', (exitCode) => resolve({ exitCode, output: output.trim() }));
  });
}
