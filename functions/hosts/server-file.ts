import { readFile, rename, rm, writeFile } from 'node:fs/promises';
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

/** After it the command line says that no server runs, instead of giving the token to whoever has the port next. */
export async function removeServerFile(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, NAME), { force: true });
}

/** Null when no server runs there; a killed one left its file, but not its process. */
export async function readServerFile(dataFolder: string): Promise<ServerFile | null> {
  try {
    const found = JSON.parse(await readFile(join(dataFolder, NAME), 'utf8')) as ServerFile;
    return isAlive(found.pid) ? found : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
