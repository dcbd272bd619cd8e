import { remindCalls, type RemindDeps } from '../use-cases/care-calls.ts';
import { purgeMarks, type AcknowledgeDeps } from '../use-cases/acknowledge.ts';
import { deliverHeld, type HeldDeps } from '../use-cases/subscription-held.ts';
import { forgetUnseen, type UnseenDeps } from '../use-cases/subscription-unseen.ts';
import type { HandoverStore } from '../store/subscriber-contract.ts';
import { callReminderJob, deliverJob, heldJob, subscriberUpkeepJob, type JobQueue } from './queue.ts';

export type ClockDeps = Omit<HeldDeps, 'deliver'> &
  UnseenDeps &
  RemindDeps &
  Pick<AcknowledgeDeps, 'acknowledgements'> & { handovers: Pick<HandoverStore, 'purge'> };

/** What happens to subscriptions by the clock alone. One job at a time each: two at once would send twice. */
export async function workSubscriberClocks(queue: JobQueue, deps: ClockDeps): Promise<void> {
  await queue.work(heldJob, async () => {
    await deliverHeld({ ...deps, deliver: (job) => queue.send(deliverJob, job) });
  });
  // A minute after the half hour at which quiet hours end, so that they have ended by every clock involved.
  await queue.schedule(heldJob, '1,31 * * * *', {});

  await queue.work(callReminderJob, async () => {
    await remindCalls(deps);
  });
  await queue.schedule(callReminderJob, '* * * * *', {});

  await queue.work(subscriberUpkeepJob, async () => {
    await forgetUnseen(deps);
    await purgeMarks(deps);
    await deps.handovers.purge(deps.now());
  });
  // In the morning: the one message it may send is for a person who is awake.
  await queue.schedule(subscriberUpkeepJob, '40 9 * * *', {});
}
