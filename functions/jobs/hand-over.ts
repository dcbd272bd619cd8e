import type { OutletDebt } from '../store/outlet-contract.ts';
import { handOverTo, planHandOver, type HandOverDeps } from '../use-cases/hand-over.ts';
import { StillOwed } from './deliver.ts';
import { handOverJob, outletJob, type JobQueue } from './queue.ts';

/** A receiver that hangs holds a place for fifteen seconds; these are enough for several such and all others. */
const AT_ONCE = 16;
/** One institution's places: its trouble stays its own, and it is not overrun by thirty bulletins at once. */
const AT_ONCE_PER_OUTLET = 2;

/** Tells institutions of bulletins, until the queue stops. The queue's own retry is the chain that survives a crash. */
export async function workHandOvers(queue: JobQueue, deps: HandOverDeps): Promise<void> {
  const busy = new Map<string, number>();
  await queue.work(handOverJob, async (job) => void (await planHandOver(deps, job)), 2);
  await queue.work(
    outletJob,
    async (debt: OutletDebt) => {
      const places = busy.get(debt.outletId) ?? 0;
      if (places >= AT_ONCE_PER_OUTLET) throw new StillOwed(`outlet ${debt.outletId} is busy`);
      busy.set(debt.outletId, places + 1);
      try {
        if ((await handOverTo(deps, debt)) === 'again') throw new StillOwed(`outlet ${debt.outletId}`);
      } finally {
        busy.set(debt.outletId, (busy.get(debt.outletId) ?? 1) - 1);
      }
    },
    AT_ONCE,
  );
}
