import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { toInstant, type Instant } from '../../src/domain/instant.ts';
import { KEY_BYTES, seal, unseal } from './tip-off-cipher.ts';
import type { UploadState, UploadStore } from './upload-contract.ts';
import { cipherFrom, decipherWhole } from './upload-cipher.ts';

interface Head {
  key: string;
  sizeBytes: number;
  createdAt: Instant;
}

const ID = /^[0-9a-f]{32}$/;

/**
 * Uploads in a folder of this machine. Of each: `<id>.key` (its own key and size, wrapped), `<id>.part` (the bytes,
 * encrypted; its length is how much has arrived), `<id>.for` (which submission has it). The wrapping key is derived from
 * the master key for this alone.
 */
export async function openFolderUploads(folder: string, masterKey: Uint8Array): Promise<UploadStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const wrap = new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(), 'anlan uploads', KEY_BYTES));
  const path = (id: string, part: 'key' | 'part' | 'for' | 'spool'): string => join(folder, `${id}.${part}`);

  async function headOf(id: string): Promise<Head | null> {
    if (!ID.test(id)) return null;
    const sealed = await orNull(readFile(path(id, 'key')));
    return sealed === null
      ? null
      : (JSON.parse(Buffer.from(unseal(wrap, sealed, `${id}:upload`)).toString()) as Head);
  }

  async function find(id: string): Promise<UploadState | null> {
    const head = await headOf(id);
    const part = head === null ? null : await orNull(stat(path(id, 'part')));
    if (head === null || part === null) return null;
    return { id, sizeBytes: head.sizeBytes, offset: part.size, createdAt: head.createdAt };
  }

  async function remove(id: string): Promise<void> {
    // The key first: should the rest stay, it is unreadable.
    for (const part of ['key', 'part', 'for', 'spool'] as const) await rm(path(id, part), { force: true });
  }

  return {
    find,
    delete: (id) => (ID.test(id) ? remove(id) : Promise.resolve()),

    async create(sizeBytes, now) {
      const id = randomBytes(16).toString('hex');
      const head: Head = { key: randomBytes(KEY_BYTES).toString('base64'), sizeBytes, createdAt: now };
      await writeNew(path(id, 'part'), new Uint8Array());
      await writeNew(path(id, 'key'), seal(wrap, Buffer.from(JSON.stringify(head)), `${id}:upload`));
      return { id, sizeBytes, offset: 0, createdAt: now };
    },

    async append(id, offset, chunks) {
      const head = await headOf(id);
      if (head === null) throw new Error('no such upload');
      const file = await open(path(id, 'part'), 'r+');
      let at = offset;
      try {
        if ((await file.stat()).size !== offset) throw new Error('not where the upload ends');
        const cipher = cipherFrom(Buffer.from(head.key, 'base64'), offset);
        for await (const chunk of chunks) {
          const part = chunk.subarray(0, head.sizeBytes - at);
          await writeWhole(file, cipher.update(part), at);
          at += part.length;
        }
      } finally {
        // Also after a cut: what has arrived is told to the browser, so it must not be lost again.
        await file.sync().finally(() => file.close());
      }
      return at;
    },

    async read(id) {
      const head = await headOf(id);
      const bytes = head === null ? null : await orNull(readFile(path(id, 'part')));
      if (head === null || bytes?.length !== head.sizeBytes) return null;
      return decipherWhole(Buffer.from(head.key, 'base64'), bytes);
    },

    async claim(id, submission) {
      if ((await headOf(id)) === null) return false;
      const digest = createHash('sha256').update(submission).digest();
      const isFirst = await writeNew(path(id, 'for'), digest).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
          return false;
        },
      );
      return isFirst || digest.equals((await orNull(readFile(path(id, 'for')))) ?? Buffer.of());
    },

    async spool(chunks, maxBytes) {
      const id = randomBytes(16).toString('hex');
      // In memory only: a server that dies leaves noise.
      const key = randomBytes(KEY_BYTES);
      const hash = createHash('sha256');
      const file = await open(path(id, 'spool'), 'wx', 0o600);
      let at = 0;
      try {
        const cipher = cipherFrom(key, 0);
        for await (const chunk of chunks) {
          if (at + chunk.length > maxBytes) return await remove(id).then(() => null);
          hash.update(chunk);
          await writeWhole(file, cipher.update(chunk), at);
          at += chunk.length;
        }
      } catch (error) {
        await remove(id);
        throw error;
      } finally {
        await file.close();
      }
      return {
        sizeBytes: at,
        digest: hash.digest('hex'),
        read: async () => decipherWhole(key, await readFile(path(id, 'spool'))),
        discard: () => remove(id),
      };
    },

    async deleteBefore(at) {
      let count = 0;
      for (const name of await readdir(folder)) {
        const [id = '', part] = name.split('.');
        const found = await orNull(stat(join(folder, name)));
        if (found === null || !ID.test(id)) continue;
        const head = part === 'key' ? await headOf(id) : null;
        // A part or a spool without its key is what a killed server left; its own time counts.
        const isAlone =
          part === 'spool' || (part === 'part' && (await orNull(stat(path(id, 'key')))) === null);
        const begunAt = head?.createdAt ?? (isAlone ? toInstant(found.mtime) : null);
        if (begunAt === null || begunAt >= at) continue;
        await remove(id);
        count += 1;
      }
      return count;
    },

    async countBytes() {
      let sum = 0;
      for (const name of await readdir(folder))
        sum += name.endsWith('.key')
          ? ((await headOf(name.slice(0, -4)))?.sizeBytes ?? 0)
          : name.endsWith('.spool')
            ? ((await orNull(stat(join(folder, name))))?.size ?? 0)
            : 0;
      return sum;
    },
  };
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeWhole(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

/** Null when the file is not there: another request may have removed it at any moment. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
