import { DEFAULT_PERIODS, runningClocks } from '../../src/domain/case-clock.ts';
import { addMs, DAY_MS } from '../../src/domain/instant.ts';
import type { CaseClockStore } from '../store/case-clock-contract.ts';
import { handleCase, type CaseDeps } from './handle-case.ts';
import { paged } from './run-case-clocks.ts';

export interface CasePurgeDeps extends CaseDeps {
  clocks: CaseClockStore;
}

const PAGE = 200;

/**
 * Destroys what may be kept no longer. First the case is marked, which only its own clock allows and which a word of
 * the reporter that comes in between undoes; then the tip's key and files go; then every row but the case itself. A
 * server that dies on the way leaves a marked case, with which the next run begins.
 */
export async function purgeCases(
  deps: CasePurgeDeps,
  signal?: AbortSignal,
): Promise<{ purged: number; erased: number }> {
  const outcome = { purged: 0, erased: 0 };
  const now = deps.now();
  for (;;) {
    const half = await deps.clocks.listHalfPurged(PAGE);
    if (half.length === 0) break;
    for (const id of half) await destroy(deps, id);
  }
  for await (const file of paged((after) => deps.clocks.listKept(after, PAGE))) {
    if (signal?.aborted === true) return outcome;
    const clock = runningClocks(file, deps.calendar).find(({ name }) => name === 'purge');
    if (clock === undefined || now < clock.dueAt) continue;
    const marked = await handleCase(deps, file.id, file.version, { do: 'purge' }, 'system');
    if (!marked.ok) continue;
    await destroy(deps, file.id);
    outcome.purged += 1;
  }
  const { record } = deps.calendar.periods ?? DEFAULT_PERIODS;
  const expired = await deps.clocks.listExpired(addMs(now, -record.amount * DAY_MS), PAGE);
  for (const id of expired) await deps.clocks.eraseCase(id);
  outcome.erased = expired.length;
  return outcome;
}

async function destroy(deps: CasePurgeDeps, id: string): Promise<void> {
  await deps.cases.destroyKey(id);
  await deps.clocks.eraseRest(id);
}
