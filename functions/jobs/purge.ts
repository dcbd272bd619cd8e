import type { Instant } from '../../src/domain/instant.ts';
import type { AttachmentStore, TipOffStore } from '../store/store.ts';
import { purgeOrphans } from '../use-cases/purge-orphans.ts';
import { purgeJob, type JobQueue } from './queue.ts';

export interface PurgeDeps {
  tipOffs: TipOffStore;
  attachments: AttachmentStore;
  now: () => Instant;
}

/** Every night at a quiet hour: sealed files that no tip-off refers to. */
export async function workPurges(queue: JobQueue, deps: PurgeDeps): Promise<void> {
  await queue.work(purgeJob, async () => {
    const outcome = await purgeOrphans(deps, deps.now());
    if (outcome.outcome === 'refused')
      console.error(
        `清理告警：${outcome.orphans} 个文件没有对应的举报，超出正常数量，没有删除，请人工检查。`,
      );
  });
  await queue.schedule(purgeJob, '17 3 * * *', {});
}
