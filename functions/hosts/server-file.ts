import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the running server of a data folder answers; written at start, for the command-line tool. */
export interface ServerFile {
  url: string;
  pid: number;
}

const NAME = 'server.json';

export async function writeServerFile(dataFolder: string, content: ServerFile): Promise<void> {
  const path = join(dataFolder, NAME);
  await writeFile(`${path}.new`, JSON.stringify(content), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Null when no server ever ran there. The server may be gone since: a refused connection says so. */
export async function readServerFile(dataFolder: string): Promise<ServerFile | null> {
  try {
    return JSON.parse(await readFile(join(dataFolder, NAME), 'utf8')) as ServerFile;
  } catch {
    return null;
  }
}
