import { alertState, levelOf, livingParts } from './alert-state.ts';
import type { AlertRevision } from './alert.ts';
import type { Instant } from './instant.ts';
import type { Level } from './level.ts';
import { concerns, type Adcode } from './region.ts';

/** So much of a current alert as a page needs to tell whether anything about it changed, and for whom. */
export interface AlertMark {
  id: string;
  revision: number;
  state: 'in-force' | 'all-clear';
  /** The gravest of the parts still in force. */
  level: Level | null;
  /** How many parts are still in force: one of several may end by itself. */
  parts: number;
  /** All regions of those parts; of very many their common parents, for once too often is better than missed. */
  regions: readonly Adcode[];
}

/** One alert that is not as it was. `regions` holds those before and after: who is left out now must see that too. */
export interface AlertChange {
  id: string;
  revision: number;
  state: AlertMark['state'] | 'ended';
  level: Level | null;
  regions: readonly Adcode[];
}

/** Keeps an event small: 40 codes are 0.5 kB. */
const MOST_REGIONS = 40;

/** The codes, or the fewest parents that cover them when there are too many to carry. */
function fewRegions(codes: readonly Adcode[]): readonly Adcode[] {
  let kept = [...new Set(codes)].sort();
  for (const length of [9, 6, 4, 2])
    if (kept.length > MOST_REGIONS) kept = [...new Set(kept.map((code) => code.slice(0, length)))];
  return kept;
}

/** The marks of everything current at `now`, in the order of ids. */
export function alertMarks(revisions: readonly AlertRevision[], now: Instant): readonly AlertMark[] {
  return revisions
    .flatMap((revision): AlertMark[] => {
      const state = alertState(revision, now);
      const parts = livingParts(revision, now);
      if (state === 'ended') return [];
      const regions = fewRegions(parts.flatMap(({ adcodes }) => adcodes));
      const { alertId: id, revision: number } = revision;
      return [{ id, revision: number, state, level: levelOf(parts), parts: parts.length, regions }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const isSame = (a: AlertMark, b: AlertMark): boolean =>
  a.revision === b.revision &&
  a.state === b.state &&
  a.level === b.level &&
  a.parts === b.parts &&
  a.regions.join() === b.regions.join();

/** What is new, different or gone in `after`. */
export function changesBetween(
  before: readonly AlertMark[],
  after: readonly AlertMark[],
): readonly AlertChange[] {
  const old = new Map(before.map((mark) => [mark.id, mark]));
  const present = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((mark): AlertChange[] => {
    const was = old.get(mark.id);
    if (was !== undefined && isSame(was, mark)) return [];
    const { id, revision, state, level } = mark;
    return [{ id, revision, state, level, regions: fewRegions([...(was?.regions ?? []), ...mark.regions]) }];
  });
  const gone = before
    .filter(({ id }) => !present.has(id))
    .map(({ id, revision, level, regions }): AlertChange => ({
      id,
      revision,
      state: 'ended',
      level,
      regions,
    }));
  return [...changed, ...gone];
}

/** Whether a change is about the place a person chose. */
export function isAboutPlace(change: AlertChange, place: Adcode): boolean {
  return change.regions.some((code) => concerns(code, place));
}
