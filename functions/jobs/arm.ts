import { setTimeout as delay } from 'node:timers/promises';
import { armPushKeys, type ArmDeps } from '../use-cases/arm-push-keys.ts';
import { armJob, type JobQueue } from './queue.ts';

/** Every two minutes somebody of all processes looks whether keys are missing. */
export async function workArming(queue: JobQueue, deps: Omit<ArmDeps, 'rest'>): Promise<void> {
  await queue.work(armJob, async (_data, signal) => {
    await armPushKeys({ ...deps, rest: (ms) => delay(ms) }, signal);
  });
  await queue.schedule(armJob, '*/2 * * * *', {});
}
