import { deliverAlert, type DeliverDeps } from '../use-cases/deliver-alert.ts';
import { deliverJob, type JobQueue } from './queue.ts';

/**
 * So many alerts are sent at once in one process: a red one does not queue behind a blue one's long list.
 * Each keeps fifty messages on their way.
 */
const ALERTS_AT_ONCE = 4;

/** Push services asked us to come back. Thrown because the queue's own retry is the one chain that survives a crash. */
export class StillOwed extends Error {}

/** Works through `deliver` jobs until the queue stops. */
export async function workDeliveries(queue: JobQueue, deps: DeliverDeps): Promise<void> {
  await queue.work(
    deliverJob,
    async (job, signal) => {
      const result = await deliverAlert(deps, job, signal);
      if (result.outcome === 'again' || result.outcome === 'stopped')
        throw new StillOwed(`alert ${job.alertId}: ${JSON.stringify(result)}`);
    },
    ALERTS_AT_ONCE,
  );
}
