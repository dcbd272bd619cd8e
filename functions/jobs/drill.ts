import { workDrill } from '../use-cases/run-drill.ts';
import type { DrillDeps } from '../use-cases/drill-deps.ts';
import { drillJob, type JobQueue } from './queue.ts';

/** The clock of drills: begins and ends them, and knows no job of an alert. */
export async function workDrills(queue: JobQueue, deps: DrillDeps): Promise<void> {
  await queue.work(drillJob, (work) => workDrill(deps, work));
}
