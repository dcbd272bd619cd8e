import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Every byte under a folder: attachments, tables, indexes, write-ahead log, server log. What goes while it is being
 * read is left out: other test files drop their databases, and PostgreSQL renames its log.
 */
export async function* filesOnDisk(folder: string): AsyncGenerator<{ path: string; bytes: Buffer }> {
  for (const entry of (await orGone(readdir(folder, { withFileTypes: true }))) ?? []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOnDisk(path);
    const bytes = entry.isFile() ? await orGone(readFile(path)) : null;
    if (bytes !== null) yield { path, bytes };
  }
}

async function orGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
