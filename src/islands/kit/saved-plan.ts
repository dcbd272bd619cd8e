import { EMPTY_HOUSEHOLD, MIN_KIT_DAYS, type Household } from '../../domain/kit.ts';

/** What this device remembers of the household. It never leaves the browser. */
export interface SavedPlan {
  household: Household;
  days: number;
  /** Ids of items ticked off. */
  ready: readonly string[];
  /** How many things the list still lacked when last shown: the warning page says so without the whole list. */
  missing?: number;
}

const KEY = 'anlan.kit';
export const FIRST_PLAN: SavedPlan = {
  household: { ...EMPTY_HOUSEHOLD, adults: 2, isColdRegion: true },
  days: MIN_KIT_DAYS,
  ready: [],
};

/** The stored plan; a spoiled or older record gives the first plan with whatever of it still fits. */
export function loadPlan(): SavedPlan {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<SavedPlan> | null;
    if (stored === null) return FIRST_PLAN;
    const household = { ...FIRST_PLAN.household };
    for (const [field, value] of Object.entries(stored.household ?? {}))
      if (field in household && typeof value === typeof household[field as keyof Household])
        Object.assign(household, { [field]: value });
    const ready = Array.isArray(stored.ready) ? stored.ready.filter((id) => typeof id === 'string') : [];
    return { household, days: typeof stored.days === 'number' ? stored.days : MIN_KIT_DAYS, ready };
  } catch {
    return FIRST_PLAN;
  }
}

/** False when the device stores nothing (private mode): the page then says that ticks will be lost. */
export function savePlan(plan: SavedPlan): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(plan));
    return true;
  } catch {
    return false;
  }
}
