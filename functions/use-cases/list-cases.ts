import type { CaseCounts, QueuePage } from '../../src/domain/case-desk.ts';
import { arrange, countDue, OPEN_STATES, readCaseFilter, statesOf } from '../../src/domain/case-queue.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { CaseDeskStore } from '../store/case-desk-contract.ts';
import type { CaseDeps } from './handle-case.ts';

export interface ListCasesDeps extends Pick<CaseDeps, 'calendar' | 'now'> {
  desk: CaseDeskStore;
}

/** Clocks are reckoned here and not in the database; more than so many at once are no list any more. */
const MOST_SORTED = 2000;

/** One page of what the officer asked for, among the cases they reach. */
export async function listCases(
  deps: ListCasesDeps,
  member: StaffMember,
  asked: URLSearchParams,
): Promise<QueuePage> {
  const wish = readCaseFilter(asked);
  const { kind, adcode, isMine } = wish.filter;
  const files = await deps.desk.listForDesk(
    {
      adcodes: member.adcodes,
      states: statesOf(wish.filter),
      kind,
      adcode,
      doneBy: isMine ? member.id : null,
    },
    MOST_SORTED,
  );
  return { ...arrange(files, wish, deps.now(), deps.calendar), isCut: files.length === MOST_SORTED };
}

/** How many open cases the officer reaches, and how many of them press. */
export async function countCases(deps: ListCasesDeps, member: StaffMember): Promise<CaseCounts> {
  const files = await deps.desk.listForDesk(
    { adcodes: member.adcodes, states: OPEN_STATES, kind: null, adcode: null, doneBy: null },
    MOST_SORTED,
  );
  return countDue(files, deps.now(), deps.calendar);
}
