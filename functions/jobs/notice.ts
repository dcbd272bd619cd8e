import type { NoticeDeps } from '../use-cases/notice-deps.ts';
import { workNotice } from '../use-cases/publish-notice.ts';
import { heldNoticeJob, noticeJob, type JobQueue } from './queue.ts';

/** Tells notices when they begin, and by the half hour to whoever was quiet or paused then. Who was told is not again. */
export async function workNotices(queue: JobQueue, deps: NoticeDeps): Promise<void> {
  await queue.work(noticeJob, (work) => workNotice(deps, work));
  await queue.work(heldNoticeJob, async () => {
    for (const { id, version } of await deps.notices.listNoticesNotOver(deps.now()))
      await workNotice(deps, { noticeId: id, version });
  });
  await queue.schedule(heldNoticeJob, '1,31 * * * *', {});
}
