import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { toInstant } from '../../src/domain/instant.ts';
import type { AttachmentStore } from './store.ts';

/**
 * Attachments on a flydrive disk; any S3-compatible store is another driver. `settle` waits until what was put would
 * survive a power cut; object stores promise that by themselves.
 */
export function createAttachments(
  disk: Disk,
  settle: (name: string) => Promise<void> = () => Promise.resolve(),
): AttachmentStore {
  return {
    async put(name, bytes) {
      await disk.put(name, bytes, { visibility: 'private', contentType: 'application/octet-stream' });
      await settle(name);
    },
    async read(name) {
      return (await disk.exists(name)) ? new Uint8Array(await buffer(await disk.getStream(name))) : null;
    },
    delete: (name) => disk.delete(name),
    async *list() {
      let page: string | undefined;
      do {
        const found = await disk.listAll('', {
          recursive: true,
          ...(page === undefined ? {} : { paginationToken: page }),
        });
        for (const entry of found.objects) {
          if (!entry.isFile || !(await disk.exists(entry.key))) continue;
          const { lastModified } = await disk.getMetaData(entry.key);
          yield { name: entry.key, modifiedAt: toInstant(lastModified) };
        }
        page = found.paginationToken;
      } while (page !== undefined);
    },
  };
}

/** Attachments in a folder of this machine, readable by the server's account only. */
export async function openFolderAttachments(folder: string): Promise<AttachmentStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }));
  return createAttachments(disk, async (name) => {
    // The file and then its folder: without the second a power cut can forget the name of a file that is written.
    for (const path of [join(folder, name), dirname(join(folder, name)), folder]) {
      const handle = await open(path, 'r');
      await handle.sync().finally(() => handle.close());
    }
  });
}
