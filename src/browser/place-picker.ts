import { choosePlace, showPlace } from './place.ts';

/** Turns links into choices of a place; if the device stores nothing, the link simply leads on. */
export function startPlacePicker(): void {
  document.addEventListener('click', (event) => {
    const target = event.target as Element | null;
    if (target?.closest('[data-forget-place]')) {
      choosePlace(null);
      showPlace(document);
      return;
    }
    const link = target?.closest<HTMLElement>('[data-choose]');
    const adcode = link?.dataset['choose'];
    const name = link?.dataset['name'];
    if (adcode === undefined || name === undefined || !choosePlace({ adcode, name })) return;
    event.preventDefault();
    if (document.querySelector('[data-by-place]') === null) location.assign('/');
    else {
      showPlace(document);
      // The chosen link is hidden now; the heading says what the page speaks of.
      document.querySelector<HTMLElement>('h1')?.focus();
    }
  });
}
