import type { Adcode } from './region.ts';

/** Hazards a person can pick, under the heading of the national table. */
export interface HazardGroup {
  name: string;
  hazards: readonly { slug: string; name: string }[];
}

/** A county (or a whole prefecture) and its townships: code and name. */
export interface PlaceChoice {
  adcode: Adcode;
  name: string;
  towns: readonly (readonly [adcode: Adcode, name: string])[];
}

/** A place of the list by its code or by that of a village in it; null when it is not in the list. */
export function findChoice(
  choices: readonly PlaceChoice[],
  adcode: Adcode,
): { county: PlaceChoice; town: readonly [Adcode, string] | null; village: Adcode | null } | null {
  const county = choices
    .filter((one) => adcode.startsWith(one.adcode))
    .toSorted((a, b) => b.adcode.length - a.adcode.length)[0];
  if (county === undefined) return null;
  if (adcode === county.adcode) return { county, town: null, village: null };
  const town = county.towns.find(([code]) => adcode.startsWith(code)) ?? null;
  if (town === null) return null;
  return { county, town, village: adcode === town[0] ? null : adcode };
}

/** `裕民县哈拉布拉镇`; with the village's code when it is one; the bare code for a place that is not in the list. */
export function choiceName(choices: readonly PlaceChoice[], adcode: Adcode): string {
  const found = findChoice(choices, adcode);
  if (found === null) return adcode;
  const { county, town, village } = found;
  return `${county.name}${town?.[1] ?? ''}${village === null ? '' : `（村 ${village.slice(9)}）`}`;
}
