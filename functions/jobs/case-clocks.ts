import { purgeCases, type CasePurgeDeps } from '../use-cases/purge-cases.ts';
import { runCaseClocks, type CaseClockDeps } from '../use-cases/run-case-clocks.ts';
import { caseClockJob, casePurgeJob, type JobQueue } from './queue.ts';

/** What happens to cases by the clock alone. With several servers one of them has the job; twice does no harm. */
export async function workCaseClocks(
  queue: JobQueue,
  deps: CaseClockDeps & CasePurgeDeps & { publishQuarters(): Promise<number> },
  moved: () => void,
): Promise<void> {
  await queue.work(caseClockJob, async (_data, signal) => {
    const count = (await runCaseClocks(deps, signal)) + (await deps.publishQuarters());
    if (count > 0) moved();
  });
  // A minute after the hour's tenths: periods end at midnight, and by every clock involved midnight is over then.
  await queue.schedule(caseClockJob, '1-59/10 * * * *', {});
  await queue.work(casePurgeJob, async (_data, signal) => {
    await purgeCases(deps, signal);
  });
  await queue.schedule(casePurgeJob, '47 2 * * *', {});
  // Also at each start: a backup that was restored brings back what was purged since it was made.
  await queue.send(casePurgeJob, {});
}
