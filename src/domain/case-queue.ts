import { runningClocks, urgencyOf } from './case-clock.ts';
import type { CaseCounts, QueuePage, QueueRow } from './case-desk.ts';
import type { CaseFile } from './case-file.ts';
import { CASE_STATES, type CaseState } from './case-state.ts';
import { clockLeft, officeClocks } from './case-words.ts';
import type { WorkCalendar } from './deadline.ts';
import type { Instant } from './instant.ts';
import { normaliseAdcode, type Adcode } from './region.ts';
import { TIP_OFF_KINDS, type TipOffKind } from './tip-off.ts';

export const OVER_STATES: readonly CaseState[] = ['closed', 'declined', 'transferred'];
export const OPEN_STATES: readonly CaseState[] = CASE_STATES.filter((state) => !OVER_STATES.includes(state));

/** How many rows one page of the queue shows. */
export const QUEUE_PAGE = 40;

/** What the officer asked to see; the plain form's fields, each read or ignored. */
export interface CaseFilter {
  /** One state, `open` (what still has to be done) or `over`. */
  state: CaseState | 'open' | 'over';
  kind: TipOffKind | null;
  adcode: Adcode | null;
  /** Only cases in which this officer did something. */
  isMine: boolean;
  isLate: boolean;
}

export function readCaseFilter(asked: URLSearchParams): { filter: CaseFilter; page: number } {
  const state = asked.get('state') ?? 'open';
  const kind = TIP_OFF_KINDS.find((known) => known === asked.get('kind')) ?? null;
  const isState = state === 'over' || CASE_STATES.some((known) => known === state);
  const page = /^[1-9]\d{0,4}$/.exec(asked.get('page') ?? '')?.[0];
  return {
    filter: {
      state: isState ? (state as CaseFilter['state']) : 'open',
      kind,
      adcode: normaliseAdcode(asked.get('adcode') ?? ''),
      isMine: asked.get('mine') === 'on',
      isLate: asked.get('late') === 'on',
    },
    page: page === undefined ? 1 : Number(page),
  };
}

export function statesOf({ state }: CaseFilter): readonly CaseState[] {
  if (state === 'open') return OPEN_STATES;
  return state === 'over' ? OVER_STATES : [state];
}

/** The most pressing first; what has no clock comes last, the newest of it first. */
export function arrange(
  files: readonly CaseFile[],
  { filter, page }: { filter: CaseFilter; page: number },
  now: Instant,
  calendar: WorkCalendar,
): Omit<QueuePage, 'isCut'> {
  const rows = files
    .map((file): QueueRow => ({ file, clock: officeClocks(runningClocks(file, calendar))[0] ?? null }))
    .filter(({ clock }) => !filter.isLate || (clock !== null && urgencyOf(clock, now) === 'late'))
    .sort(byPressure);
  const pages = Math.max(1, Math.ceil(rows.length / QUEUE_PAGE));
  const shown = Math.min(page, pages);
  return {
    rows: rows.slice((shown - 1) * QUEUE_PAGE, shown * QUEUE_PAGE),
    filter,
    page: shown,
    pages,
    total: rows.length,
  };
}

function byPressure(a: QueueRow, b: QueueRow): number {
  if (a.clock === null || b.clock === null) {
    if (a.clock === b.clock) return b.file.sequence - a.file.sequence;
    return a.clock === null ? 1 : -1;
  }
  if (a.clock.dueAt !== b.clock.dueAt) return a.clock.dueAt < b.clock.dueAt ? -1 : 1;
  return a.file.sequence - b.file.sequence;
}

export function countDue(files: readonly CaseFile[], now: Instant, calendar: WorkCalendar): CaseCounts {
  const clocks = files.flatMap((file) => officeClocks(runningClocks(file, calendar))[0] ?? []);
  const late = clocks.filter((clock) => urgencyOf(clock, now) === 'late');
  const dueToday = clocks.filter((clock) => !late.includes(clock) && isToday(clockLeft(clock, now)));
  return { open: files.length, late: late.length, dueToday: dueToday.length };
}

const isToday = (left: string): boolean => left === '今天到期' || /^还剩(\d+小时|\d+分|不到)/.test(left);
