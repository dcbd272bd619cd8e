import { parentOf, type Adcode, type RegionName } from '../../domain/region.ts';

/** How a place stands in a selection. `covered`: a place above it is chosen. `partly`: some place below it is. */
export type Mark = 'chosen' | 'covered' | 'partly' | 'free';

export function markOf(chosen: readonly Adcode[], adcode: Adcode): Mark {
  if (chosen.includes(adcode)) return 'chosen';
  if (chosen.some((code) => adcode.startsWith(code))) return 'covered';
  return chosen.some((code) => code.startsWith(adcode)) ? 'partly' : 'free';
}

/**
 * The selection after one tick. Choosing a place takes what was chosen below it along; taking a covered place out
 * leaves its neighbours in, so that 「全县，除了这个乡」 is two ticks and nobody is dropped unseen.
 */
export function toggled(
  chosen: readonly Adcode[],
  adcode: Adcode,
  places: readonly RegionName[],
): readonly Adcode[] {
  const mark = markOf(chosen, adcode);
  if (mark === 'chosen') return chosen.filter((code) => code !== adcode);
  if (mark !== 'covered') return [...chosen.filter((code) => !code.startsWith(adcode)), adcode].sort();
  const cover = chosen.find((code) => adcode.startsWith(code)) ?? adcode;
  const left = chosen.filter((code) => code !== cover);
  for (let at = adcode; at !== cover;) {
    const parent = parentOf(at);
    if (parent === null || !parent.startsWith(cover)) break;
    left.push(...places.filter((p) => parentOf(p.adcode) === parent && p.adcode !== at).map((p) => p.adcode));
    at = parent;
  }
  return left.sort();
}

/** The places directly below one, in the order given; `null`: those without a parent in the list. */
export function placesBelow(places: readonly RegionName[], parent: Adcode | null): readonly RegionName[] {
  if (parent !== null) return places.filter((place) => parentOf(place.adcode) === parent);
  const known = new Set(places.map(({ adcode }) => adcode));
  return places.filter(({ adcode }) => {
    const above = parentOf(adcode);
    return above === null || !known.has(above);
  });
}

const MAX_FOUND = 8;

/** Places whose name holds the typed text, or whose code begins with it; names that begin with it first. */
export function findPlaces(places: readonly RegionName[], typed: string): readonly RegionName[] {
  const text = typed.trim();
  if (text === '') return [];
  return places
    .filter(({ name, adcode }) => name.includes(text) || adcode.startsWith(text))
    .toSorted((a, b) => Number(b.name.startsWith(text)) - Number(a.name.startsWith(text)))
    .slice(0, MAX_FOUND);
}

/** Names for a sentence: `裕民县哈拉布拉乡` below a county, the bare name above, the code where nothing is known. */
export function nameIn(places: readonly RegionName[], adcode: Adcode): string {
  const own = places.find((place) => place.adcode === adcode)?.name ?? adcode;
  const parent = adcode.length > 6 ? parentOf(adcode) : null;
  return `${parent === null ? '' : (places.find((p) => p.adcode === parent)?.name ?? '')}${own}`;
}

/** How many places of the list the selection reaches, the chosen ones included. */
export function reachedCount(places: readonly RegionName[], chosen: readonly Adcode[]): number {
  return places.filter(({ adcode }) => ['chosen', 'covered'].includes(markOf(chosen, adcode))).length;
}
