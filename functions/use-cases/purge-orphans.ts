import { addMs, HOUR_MS, type Instant } from '../../src/domain/instant.ts';
import type { AttachmentStore, TipOffStore } from '../store/store.ts';

/** Far longer than any submission takes: a file this old without a row belongs to one that was cut off. */
const ORPHAN_AGE_MS = 2 * HOUR_MS;
/** A crash leaves a handful. More, and more than there are files in use, means the wrong database or folder. */
const MAX_PLAUSIBLE_ORPHANS = 200;
const BATCH = 500;

export type PurgeOutcome =
  | { outcome: 'purged'; files: number }
  /** Nothing was deleted: a person must look. Deleting a key that is in use destroys a tip-off for ever. */
  | { outcome: 'refused'; orphans: number; inUse: number };

/** Deletes sealed files that no tip-off refers to: what a killed server or a lost connection left behind. */
export async function purgeOrphans(
  deps: { tipOffs: Pick<TipOffStore, 'listReferencedFiles'>; attachments: AttachmentStore },
  now: Instant,
): Promise<PurgeOutcome> {
  const names: string[] = [];
  let young = 0;
  for await (const file of deps.attachments.list()) {
    if (file.modifiedAt < addMs(now, -ORPHAN_AGE_MS)) names.push(file.name);
    else young += 1;
  }
  const orphans: string[] = [];
  for (let from = 0; from < names.length; from += BATCH) {
    const batch = names.slice(from, from + BATCH);
    const used = await deps.tipOffs.listReferencedFiles(batch);
    orphans.push(...batch.filter((name) => !used.has(name)));
  }
  const inUse = names.length - orphans.length + young;
  if (orphans.length > MAX_PLAUSIBLE_ORPHANS && orphans.length > inUse)
    return { outcome: 'refused', orphans: orphans.length, inUse };
  for (const name of orphans) await deps.attachments.delete(name);
  return { outcome: 'purged', files: orphans.length };
}
