import type { PlaceChoice } from '../domain/subscribe-choice.ts';

/** The choices of a page, written once in it as JSON. */
export function choicesIn(root: ParentNode): readonly PlaceChoice[] {
  return JSON.parse(root.querySelector('[data-place-choices]')?.textContent ?? '[]') as PlaceChoice[];
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
