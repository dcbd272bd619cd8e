import { failed, ok, type Problem, type Result } from '../../src/domain/problem.ts';
import type { StatusDeed, StatusView } from '../../src/domain/tip-off-status.ts';
import type { StatusForm } from '../http/status-form.ts';
import { openByReceipt, viewOf } from '../use-cases/open-by-receipt.ts';
import { act, type StatusDoorDeps } from './tip-off-status-deeds.ts';

export interface Visited {
  view: StatusView;
  /** Why the deed was not done; null when it was, or none was asked for. */
  problem: Problem | null;
}

/**
 * Opens a case, does what is asked for and tells how it stands then. The right receipt is always answered; wrong ones,
 * when there were many, are told to wait.
 */
export async function visit(
  deps: StatusDoorDeps,
  address: string,
  typed: string,
  deed: StatusDeed | null,
  form: StatusForm,
): Promise<Result<Visited>> {
  await deps.guesses.slowDown(address);
  const opened = await openByReceipt(deps, typed);
  if (!opened.ok) {
    const waitSeconds = await deps.guesses.countWrong(address);
    if (waitSeconds === null) return opened;
    return failed('too-many-requests', undefined, `请等 ${waitSeconds} 秒再查。`);
  }
  const done = deed === null ? null : await act(deps, opened.value, deed, form);
  const after = done === null ? opened : await openByReceipt(deps, typed);
  const view = await viewOf(deps, after.ok ? after.value : opened.value, deps.now());
  return ok({ view, problem: done === null || done.ok ? null : done.problem });
}
