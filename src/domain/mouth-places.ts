import type { AlertPart } from './alert.ts';
import { oneLine } from './short-text.ts';

/** Names that could be taken for the text around them, or are whole sentences, are no names for a short text. */
const UNFIT = /[。；;：:，,！!？?【】\n]/;
const LONGEST_NAME = 30;

/** Single places of an area's description: 「裕民县、托里县」 names two. */
function splitPlaces(description: string): string[] {
  return oneLine(description)
    .split('、')
    .map((name) => name.trim().replace(/[。；;，,]+$/, ''))
    .filter((name) => name !== '');
}

/** The places of a part as the authority describes them, each once; empty when it describes none. */
export function describedPlaces(part: Pick<AlertPart, 'areas'>): string[] {
  return [...new Set(part.areas.flatMap(({ description }) => splitPlaces(description)))];
}

/** The places of a part by its division codes, each once. A code without a name stands for itself. */
export function namedPlaces(
  part: Pick<AlertPart, 'adcodes'>,
  nameOf: (adcode: string) => string | null,
): string[] {
  return [...new Set(part.adcodes.map((code) => oneLine(nameOf(code) ?? code)))];
}

/** For texts without room: as described when each is a plain name, else the regions it was matched to. */
export function plainPlaces(
  part: Pick<AlertPart, 'areas' | 'adcodes'>,
  nameOf: (adcode: string) => string | null,
): string[] {
  const described = describedPlaces(part);
  const isPlain =
    described.length > 0 && described.every((name) => name.length <= LONGEST_NAME && !UNFIT.test(name));
  const named = namedPlaces(part, nameOf);
  return isPlain || named.length === 0 ? described : named;
}

/** The first `shown` places, then how many there are in all: a place is named whole or counted, never cut in two. */
export function sayPlaces(names: readonly string[], shown = names.length): string {
  const told = names.slice(0, shown).join('、');
  return shown >= names.length ? told : `${told}等${names.length}处`;
}

/** As many whole places as fit into `most` characters, at least one. */
export function fitPlaces(names: readonly string[], most: number): string {
  for (let shown = names.length; shown > 1; shown -= 1) {
    const said = sayPlaces(names, shown);
    if (said.length <= most) return said;
  }
  return sayPlaces(names, 1);
}
