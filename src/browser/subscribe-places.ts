import { LEVELS } from '../domain/level.ts';
import { choiceName, findChoice, type PlaceChoice } from '../domain/subscribe-choice.ts';
import { MAX_SUBSCRIBED_REGIONS, type SubscribedPlace } from '../domain/subscription.ts';
import type { PlaceLabels } from './offline-store.ts';
import { listTowns } from './place-selects.ts';

export interface ReadPlaces {
  places: SubscribedPlace[];
  labels: PlaceLabels;
  /** The first field that needs another look; null when all can be sent. */
  mistaken: HTMLElement | null;
}

/** Twelve digits, however they were pasted. */
const digits = (text: string): string => text.replace(/\D/g, '');
let made = 0;

/** The cards of the form, one for each place: made of the page's template, filled and read here. */
export class PlaceCards {
  readonly #list: HTMLElement;
  readonly #template: HTMLTemplateElement;
  readonly #addButton: HTMLButtonElement;
  readonly choices: readonly PlaceChoice[];

  constructor(root: HTMLElement, choices: readonly PlaceChoice[]) {
    this.#list = root.querySelector('[data-places]') as HTMLElement;
    this.#template = root.querySelector('[data-place-template]') as HTMLTemplateElement;
    this.#addButton = root.querySelector('[data-add-place]') as HTMLButtonElement;
    this.choices = choices;
    this.#addButton.addEventListener('click', () => {
      const card = this.#add();
      this.#number();
      select(card, 'county').focus();
    });
  }

  /** Shows these places and no others; one empty card when there is none. */
  fill(places: readonly SubscribedPlace[], labels: PlaceLabels): void {
    this.#list.replaceChildren();
    for (const place of places) this.#put(this.#add(), place, labels[place.adcode] ?? '');
    if (places.length === 0) this.#add();
    this.#number();
  }

  /** What stands in the cards. Mistakes are shown beside their fields, and nothing that was typed is touched. */
  read(): ReadPlaces {
    const places: SubscribedPlace[] = [];
    const labels: Record<string, string> = {};
    let mistaken: HTMLElement | null = null;
    for (const card of this.#cards()) {
      const county = select(card, 'county');
      const town = select(card, 'town').value;
      const village = input(card, 'village');
      const code = digits(village.value);
      const isVillageWrong = code !== '' && !(code.length === 12 && town !== '' && code.startsWith(town));
      mistake(card, 'place', county.value === '');
      mistake(card, 'village', isVillageWrong);
      if (isVillageWrong) (card.querySelector('[data-more]') as HTMLDetailsElement).open = true;
      const wrong = county.value === '' ? county : isVillageWrong ? village : null;
      mistaken ??= wrong;
      if (wrong !== null) continue;
      const adcode = code || town || county.value;
      const lowestLevel = LEVELS.find((level) => level === select(card, 'level').value) ?? 'blue';
      const chosen = [...card.querySelectorAll<HTMLInputElement>('[name="hazard"]:checked')];
      const isSome = kindOf(card, 'some').checked && chosen.length > 0;
      places.push({ adcode, lowestLevel, hazards: isSome ? chosen.map((box) => box.value) : null });
      const label = input(card, 'label').value.trim();
      if (label !== '') labels[adcode] = label;
    }
    return { places, labels, mistaken };
  }

  /** Lists what is subscribed to, in the family's words and ours. */
  describe(list: HTMLElement, places: readonly SubscribedPlace[], labels: PlaceLabels): void {
    const levels = this.#template.content.querySelector('[name="level"]') as HTMLSelectElement;
    const items = places.map(({ adcode, lowestLevel, hazards }) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = `/now/${adcode.slice(0, 9)}/`;
      link.textContent = choiceName(this.choices, adcode);
      const level = levels.querySelector(`[value="${lowestLevel}"]`)?.textContent.trim().split('：')[0] ?? '';
      const kinds = hazards === null ? '' : `，只要${hazards.length}种灾害`;
      const label = labels[adcode];
      item.append(label === undefined ? '' : `${label}：`, link, `　${level}${kinds}`);
      return item;
    });
    list.replaceChildren(...items);
  }

  /** Points at the card whose place the server did not know. */
  point(index: number): HTMLElement | null {
    return this.#cards()[index]?.querySelector('select') ?? null;
  }

  #cards(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[data-place]')];
  }

  #add(): HTMLElement {
    made += 1;
    const copy = this.#template.content.cloneNode(true) as DocumentFragment;
    const card = copy.querySelector<HTMLElement>('[data-place]') as HTMLElement;
    for (const label of card.querySelectorAll<HTMLLabelElement>('[data-for]')) {
      label.htmlFor = `place-${made}-${label.dataset['for']}`;
      (card.querySelector(`[name="${label.dataset['for']}"]`) as HTMLElement).id = label.htmlFor;
    }
    // Radios of one name would be one group over all cards.
    for (const radio of card.querySelectorAll<HTMLInputElement>('[type="radio"]'))
      radio.name = `kind-${made}`;
    select(card, 'county').addEventListener('change', () => this.#listTowns(card, ''));
    card.addEventListener('change', () => {
      (card.querySelector('[data-hazards]') as HTMLElement).hidden = !kindOf(card, 'some').checked;
    });
    card.querySelector('[data-remove-place]')?.addEventListener('click', () => {
      card.remove();
      this.#number();
      this.#addButton.focus();
      this.#list.dispatchEvent(new Event('input', { bubbles: true }));
    });
    this.#listTowns(card, '');
    this.#list.append(copy);
    return card;
  }

  #listTowns(card: HTMLElement, chosen: string): void {
    listTowns(select(card, 'town'), this.choices, select(card, 'county').value, chosen);
  }

  #put(card: HTMLElement, place: SubscribedPlace, label: string): void {
    const found = findChoice(this.choices, place.adcode);
    // A place that is no longer offered stays what it was, by its code, until the person takes it away.
    if (found === null) select(card, 'county').append(new Option(place.adcode, place.adcode));
    select(card, 'county').value = found?.county.adcode ?? place.adcode;
    this.#listTowns(card, found?.town?.[0] ?? '');
    input(card, 'village').value = found?.village ?? '';
    input(card, 'label').value = label;
    select(card, 'level').value = place.lowestLevel;
    const hazards = place.hazards ?? [];
    kindOf(card, place.hazards === null ? 'all' : 'some').checked = true;
    for (const box of card.querySelectorAll<HTMLInputElement>('[name="hazard"]'))
      box.checked = hazards.includes(box.value);
    (card.querySelector('[data-hazards]') as HTMLElement).hidden = place.hazards === null;
    const isSpecial = place.hazards !== null || (found?.village ?? null) !== null;
    (card.querySelector('[data-more]') as HTMLDetailsElement).open = isSpecial;
  }

  #number(): void {
    const cards = this.#cards();
    for (const [index, card] of cards.entries()) {
      const title = card.querySelector('[data-place-title]');
      if (title !== null) title.textContent = cards.length === 1 ? '这个地方' : `第 ${index + 1} 个地方`;
      (card.querySelector('[data-remove-place]') as HTMLElement).hidden = cards.length === 1;
    }
    this.#addButton.hidden = cards.length >= MAX_SUBSCRIBED_REGIONS;
  }
}

const select = (card: HTMLElement, name: string): HTMLSelectElement =>
  card.querySelector(`select[name="${name}"]`) as HTMLSelectElement;
const input = (card: HTMLElement, name: string): HTMLInputElement =>
  card.querySelector(`input[name="${name}"]`) as HTMLInputElement;
const kindOf = (card: HTMLElement, value: 'all' | 'some'): HTMLInputElement =>
  card.querySelector(`[type="radio"][value="${value}"]`) as HTMLInputElement;

/** Shows or hides what is said beside a field, and says it of the field too. */
export function mistake(root: HTMLElement, name: string, isWrong: boolean): void {
  const said = root.querySelector<HTMLElement>(`[data-mistake="${name}"]`);
  if (said !== null) said.hidden = !isWrong;
}
