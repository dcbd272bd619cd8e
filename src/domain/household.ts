import { oneLine } from './short-text.ts';

/** One household an officer answers for. Lives on the officer's device alone, never on a server. */
export interface Household {
  id: string;
  /** 户主 or however the officer knows them. */
  name: string;
  phone: string;
  /** 村组、门牌, and who needs help: 独居, 行动不便. */
  note: string;
}

export const MAX_HOUSEHOLD_TEXT = 60;

/** The text of a cell as it may be kept and shown: one line, no overrides of its direction, not without end. */
export function householdText(text: string): string {
  return [...oneLine(text)].slice(0, MAX_HOUSEHOLD_TEXT).join('');
}

/** What a dialler takes. */
export const dialNumber = (phone: string): string => phone.replace(/[^\d+]/g, '').replace(/(?!^)\+/g, '');

/** Households still to be called, in the order of the list. */
export function uncalled(households: readonly Household[], called: ReadonlySet<string>): Household[] {
  return households.filter(({ id }) => !called.has(id));
}

/** The counts of one alert: all that ever leaves the device. */
export function callCounts(
  households: readonly Household[],
  called: ReadonlySet<string>,
): { total: number; done: number } {
  const total = households.length;
  return { total, done: total - uncalled(households, called).length };
}
