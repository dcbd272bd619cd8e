import { concerns } from '../domain/region.ts';

/** The chosen place stays on this device; the server never learns it. */
export interface Place {
  adcode: string;
  name: string;
}

const KEY = 'anlan.place';

export function chosenPlace(): Place | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { adcode, name } = value as Record<string, unknown>;
    return typeof adcode === 'string' && /^\d{2,12}$/.test(adcode) && typeof name === 'string'
      ? { adcode, name }
      : null;
  } catch {
    return null; // storage closed (private mode) or spoiled: the page shows all places
  }
}

/** Remembers the place; false when the device refuses to store it. */
export function choosePlace(place: Place | null): boolean {
  try {
    if (place === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(place));
    return true;
  } catch {
    return false;
  }
}

const all = <T extends HTMLElement>(root: ParentNode, selector: string): T[] => [
  ...root.querySelectorAll<T>(selector),
];
const codesOf = (item: HTMLElement): string[] =>
  (item.dataset['adcodes'] ?? '').split(' ').filter((code) => code !== '');

/** Whether an element with `data-adcodes` is about the place; everything is when none is chosen. */
export function isAbout(item: HTMLElement, place: Place | null): boolean {
  return place === null || codesOf(item).some((code) => concerns(code, place.adcode));
}

/** Names the place wherever the page names it, and shows what belongs to having chosen one. */
function namePlace(root: ParentNode, place: Place | null): void {
  // The narrow header keeps the last name, which says most: the township, not its county.
  const short = place?.name.split(' · ').at(-1);
  for (const el of all(root, '[data-place-name]')) el.textContent = short ?? '选择所在地';
  for (const el of all(root, '[data-place-full]'))
    el.textContent = place?.name ?? el.dataset['otherwise'] ?? '';
  for (const el of all(root, '[data-when-place]'))
    el.hidden = (el.dataset['whenPlace'] === 'chosen') !== (place !== null);
  for (const link of all<HTMLAnchorElement>(root, '[data-now-link]'))
    if (place !== null) link.href = `/now/${place.adcode}/`;
}

/** What the top line says of the bulletins that concern the place. */
export function tallyText(
  here: readonly { state: string | undefined; alertId: string | undefined }[],
): string {
  const count = (state: string): number =>
    new Set(here.filter((one) => one.state === state).map((one) => one.alertId)).size;
  const inForce = count('in-force');
  const ended = count('ended');
  if (inForce > 0) return `有 ${inForce} 条生效的预警`;
  return ended > 0 ? `有 ${ended} 条预警刚过有效期，可能已更新，请刷新` : '';
}

function showList(list: HTMLElement, place: Place | null): void {
  const items = all(list, '[data-adcodes]');
  const here = items.filter((item) => isAbout(item, place));
  const elsewhere = items.length - here.length;
  const showsAll = list.dataset['showAll'] === 'yes';
  for (const item of items) item.hidden = !showsAll && !here.includes(item);

  const states = here.map(({ dataset }) => ({ state: dataset['state'], alertId: dataset['alertId'] }));
  // Calm is said only of what the server counted as over; what this device's clock alone calls ended is not calm.
  const isCalm = states.every(({ state }) => state === 'all-clear');
  const tally = list.querySelector<HTMLElement>('[data-tally]');
  if (tally !== null) {
    tally.hidden = isCalm;
    tally.textContent = (place === null ? '各地现在' : '您选的地方') + tallyText(states);
  }
  for (const el of all(list, '[data-calm-here]')) el.hidden = place === null || !isCalm;
  for (const el of all(list, '[data-calm-all]')) el.hidden = place !== null;

  const more = list.querySelector<HTMLElement>('[data-elsewhere]');
  if (more === null) return;
  more.hidden = elsewhere === 0 || showsAll;
  for (const el of all(more, '[data-elsewhere-count]')) el.textContent = String(elsewhere);
  const button = more.querySelector('button');
  if (button === null) return;
  button.onclick = () => {
    list.dataset['showAll'] = 'yes';
    showList(list, place);
    // The button is gone: whoever came by keyboard goes on with the first bulletin it revealed.
    items
      .find((item) => !here.includes(item))
      ?.querySelector('a')
      ?.focus();
  };
}

/** Names the place and puts bulletins of other places behind a line that says how many there are. */
export function showPlace(root: ParentNode): void {
  const place = chosenPlace();
  namePlace(root, place);
  for (const list of all(root, '[data-by-place]')) showList(list, place);
}
