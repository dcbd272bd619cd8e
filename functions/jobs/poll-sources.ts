import { addMs, DAY_MS, MINUTE_MS } from '../../src/domain/instant.ts';
import { pollSource, type PollDeps } from '../use-cases/poll-source.ts';
import { pollJob, type JobQueue } from './queue.ts';

/** Longest a visit may take before another server may make it: a feed, fifty documents, twenty seconds each. */
const CLAIM_MINUTES = 20;
const AT_ONCE = 4;
const ITEMS_KEPT_DAYS = 90;

/** Every minute: the neighbours whose time has come, a few at once, so that a slow one holds up nobody. */
export async function workPolls(queue: JobQueue, deps: PollDeps): Promise<void> {
  await queue.work(pollJob, async (_, signal) => {
    const visit = async (): Promise<void> => {
      while (!signal.aborted) {
        const now = deps.now();
        const [source] = await deps.sources.claimDue(now, addMs(now, CLAIM_MINUTES * MINUTE_MS), 1);
        if (source === undefined) return;
        const { problem } = await pollSource(deps, source);
        // The name alone: an address may carry a key in its query.
        if (problem !== null) console.error(`邻近来源告警：${source.name} 没有取到（${problem}）。`);
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, visit));
    await deps.sources.purgeItems(addMs(deps.now(), -ITEMS_KEPT_DAYS * DAY_MS));
    const broken = ended.find((one) => one.status === 'rejected');
    if (broken !== undefined) throw broken.reason;
  });
  await queue.schedule(pollJob, '* * * * *', {});
}
