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

/** Names the place in the header and puts bulletins of other places behind a line that says how many there are. */
export function showPlace(root: Document): void {
  const place = chosenPlace();
  for (const el of root.querySelectorAll('[data-place-name]')) el.textContent = place?.name ?? '选择所在地';
  for (const list of root.querySelectorAll<HTMLElement>('[data-by-place]')) {
    let elsewhere = 0;
    let here = 0;
    for (const item of list.querySelectorAll<HTMLElement>('[data-adcodes]')) {
      const codes = (item.dataset['adcodes'] ?? '').split(' ').filter((code) => code !== '');
      const isHere = place === null || codes.some((code) => concerns(code, place.adcode));
      item.hidden = !isHere && list.dataset['showAll'] !== 'yes';
      if (isHere) here += 1;
      else elsewhere += 1;
    }
    const calm = list.querySelector<HTMLElement>('[data-calm-here]');
    if (calm !== null) calm.hidden = place === null || here > 0 || elsewhere === 0;
    const more = list.querySelector<HTMLElement>('[data-elsewhere]');
    if (more === null) continue;
    more.hidden = elsewhere === 0 || list.dataset['showAll'] === 'yes';
    const count = more.querySelector('[data-elsewhere-count]');
    if (count !== null) count.textContent = String(elsewhere);
    const button = more.querySelector('button');
    if (button !== null)
      button.onclick = () => {
        list.dataset['showAll'] = 'yes';
        showPlace(root);
      };
  }
}
