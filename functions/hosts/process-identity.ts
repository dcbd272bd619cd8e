import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/**
 * Tells one process from all others that ever bear its number: boot and start time. Null when none lives.
 * A number alone is not enough: after a restart of a machine or container it belongs to somebody else.
 */
export async function processIdentity(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return await startTimeByPs(pid);
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (line === null) return null;
  // Field 22, counted behind the command's name, which may hold spaces and brackets itself. Field 3 is the state.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}/${fields[19]}`;
}

function startTimeByPs(pid: number): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'lstart=', '-p', String(pid)], (error, stdout) =>
      resolve(error ? null : stdout.trim()),
    );
  });
}
