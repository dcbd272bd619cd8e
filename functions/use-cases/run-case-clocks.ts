import { runningClocks } from '../../src/domain/case-clock.ts';
import type { CaseCommand } from '../../src/domain/case-command.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import { addMs, DAY_MS, type Instant } from '../../src/domain/instant.ts';
import type { CaseClockStore } from '../store/case-clock-contract.ts';
import type { FollowUpStore } from '../store/follow-up-contract.ts';
import { handleCase, type CaseDeps } from './handle-case.ts';

export interface CaseClockDeps extends CaseDeps {
  clocks: CaseClockStore;
  followUps: Pick<FollowUpStore, 'markFollowUpDue'>;
  /** Forgets what was sealed for whoever had access to an identity. */
  dropAccess(id: string): Promise<void>;
  /** Reward profiles whose approved rewards the system announces by itself. */
  notifiedBySystem: readonly string[];
}

/** 回访 is asked when the dust has settled: a week after closing. No rule on it was found. */
const FOLLOW_UP_AFTER_MS = 7 * DAY_MS;
const PAGE = 200;

/**
 * Does what time alone does to cases: a reward that nobody claimed lapses, an access to an identity ends, a closed case is
 * counted, 回访 is asked. Each through `handleCase`, so that the rules and the stored version decide: two servers at
 * once, or one that runs twice, do it once. How late something is nobody stores: it is computed where it is shown.
 */
export async function runCaseClocks(deps: CaseClockDeps, signal?: AbortSignal): Promise<number> {
  const now = deps.now();
  let moved = 0;
  for await (const file of paged((after) => deps.clocks.listMovable(now, deps.notifiedBySystem, after, PAGE)))
    for (const command of dueCommands(file, now, deps)) {
      if (signal?.aborted === true) return moved;
      // Refused: a person or another server was faster, or it is not due after all. The next run looks again.
      const result = await handleCase(deps, file.id, null, command, 'system');
      if (result.ok && command.do === 'end-identity') await deps.dropAccess(file.id);
      if (result.ok) moved += 1;
    }
  for (const id of await deps.clocks.listUnasked(addMs(now, -FOLLOW_UP_AFTER_MS), PAGE))
    await deps.followUps.markFollowUpDue(id, now);
  return moved;
}

/** What is due by the clock alone. Asked before `handleCase`, so that what is not due is not even tried. */
export function dueCommands(
  file: CaseFile,
  now: Instant,
  deps: Pick<CaseClockDeps, 'calendar' | 'notifiedBySystem'>,
): CaseCommand[] {
  const due: CaseCommand[] = [];
  const claim = runningClocks(file, deps.calendar).find(({ name }) => name === 'claim');
  if (claim !== undefined && now >= claim.dueAt) due.push({ do: 'lapse' });
  const until = file.identity === 'access-granted' ? (file.access?.until ?? null) : null;
  if (until !== null && now >= until) due.push({ do: 'end-identity' });
  const profileId = file.assessment?.profileId;
  if (file.reward === 'approved' && profileId !== undefined && deps.notifiedBySystem.includes(profileId))
    due.push({ do: 'notify' });
  if (file.publication === 'private' && file.closedAt !== null) due.push({ do: 'count' });
  return due;
}

/** Page after page by id, so that no case stands in the way of those behind it. */
export async function* paged(
  list: (after: string) => Promise<readonly CaseFile[]>,
): AsyncGenerator<CaseFile, void> {
  for (let after = ''; ;) {
    const page = await list(after);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
