import { concerns, type Adcode } from './region.ts';

/** 热线. The number is the id. */
export interface Hotline {
  id: string;
  label: string;
  /** When to dial it, in words a person in a hurry understands. */
  purpose: string;
  /** Someone answers at any hour and sends help. A tip or a question never goes to an emergency number. */
  isEmergency: boolean;
  /** Where the number works; null: the whole country. */
  adcodes: readonly Adcode[] | null;
  source: string;
  order: number;
}

/** The numbers that work in a region, emergency numbers first; all nationwide numbers when no region is chosen. */
export function hotlinesFor(adcode: Adcode | null, hotlines: readonly Hotline[]): readonly Hotline[] {
  return hotlines
    .filter(
      (line) => line.adcodes === null || (adcode !== null && line.adcodes.some((a) => concerns(a, adcode))),
    )
    .toSorted((a, b) => Number(b.isEmergency) - Number(a.isEmergency) || a.order - b.order);
}
