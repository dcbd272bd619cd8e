import { addMs, HOUR_MS, type Instant } from '../../src/domain/instant.ts';
import type { AttachmentStore, TipOffStore } from '../store/store.ts';
import type { UploadStore } from '../store/upload-contract.ts';
import { purgeOrphans } from '../use-cases/purge-orphans.ts';
import { purgeJob, purgeUploadsJob, type JobQueue } from './queue.ts';

export interface PurgeDeps {
  tipOffs: TipOffStore;
  attachments: AttachmentStore;
  uploads: UploadStore;
  now: () => Instant;
}

/** Looked at each hour, so that nothing that was never filed is kept for more than a day. */
const UPLOAD_AGE_MS = 23 * HOUR_MS;

/** Every night at a quiet hour: sealed files that no tip-off refers to. Each hour: uploads that were never filed. */
export async function workPurges(queue: JobQueue, deps: PurgeDeps): Promise<void> {
  await queue.work(purgeJob, async () => {
    const outcome = await purgeOrphans(deps, deps.now());
    if (outcome.outcome === 'refused')
      console.error(
        `清理告警：${outcome.orphans} 个文件没有对应的举报，超出正常数量，没有删除，请人工检查。`,
      );
  });
  await queue.work(purgeUploadsJob, async () => {
    await deps.uploads.deleteBefore(addMs(deps.now(), -UPLOAD_AGE_MS));
  });
  await queue.schedule(purgeJob, '17 3 * * *', {});
  await queue.schedule(purgeUploadsJob, '23 * * * *', {});
}
