import type { NoticeDeps } from '../use-cases/notice-deps.ts';
import { workNotice } from '../use-cases/publish-notice.ts';
import { noticeJob, type JobQueue } from './queue.ts';

/** Tells notices when they begin. */
export async function workNotices(queue: JobQueue, deps: NoticeDeps): Promise<void> {
  await queue.work(noticeJob, (work) => workNotice(deps, work));
}
