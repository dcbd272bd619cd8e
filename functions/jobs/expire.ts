import { expireJob, type JobQueue } from './queue.ts';

/** A bulletin has just ended: pages held in memory are dropped and open ones told, without anyone's doing. */
export async function workExpiries(queue: JobQueue, changed: () => void): Promise<void> {
  await queue.work(expireJob, () => {
    changed();
    return Promise.resolve();
  });
}
