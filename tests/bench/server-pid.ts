import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerAddress } from '../support/server.ts';

/** The process that serves a data folder, as it wrote down itself. */
export async function serverPid({ data }: ServerAddress): Promise<number> {
  const { pid } = JSON.parse(await readFile(join(data, 'server.json'), 'utf8')) as { pid: number };
  return pid;
}
