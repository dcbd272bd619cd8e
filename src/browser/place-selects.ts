import type { PlaceChoice } from '../domain/subscribe-choice.ts';

/** The served places; without a network and never fetched before, the counties that stand in the page. */
export async function loadChoices(counties: HTMLSelectElement): Promise<readonly PlaceChoice[]> {
  try {
    const answer = await fetch('/places.json');
    if (answer.ok) return (await answer.json()) as PlaceChoice[];
  } catch {
    // Below: a whole county can still be chosen.
  }
  return [...counties.options]
    .filter(({ value }) => value !== '')
    .map(({ value, text }) => ({ adcode: value, name: text, towns: [] }));
}

/** Offers the townships of the chosen county, the whole county first. */
export function listTowns(
  towns: HTMLSelectElement,
  choices: readonly PlaceChoice[],
  countyCode: string,
  chosen = '',
): void {
  const county = choices.find(({ adcode }) => adcode === countyCode);
  const whole = new Option(county === undefined ? '先选县市' : `整个${county.name.replace(/^整个/, '')}`, '');
  towns.replaceChildren(whole, ...(county?.towns ?? []).map(([code, name]) => new Option(name, code)));
  towns.value = chosen;
  towns.disabled = county === undefined || county.towns.length === 0;
}
