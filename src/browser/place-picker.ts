import { choosePlace } from './place.ts';

/** Turns the links of the place page into choices; if the device stores nothing, the link simply leads on. */
document.addEventListener('click', (event) => {
  const link = (event.target as Element | null)?.closest<HTMLElement>('[data-choose]');
  const adcode = link?.dataset['choose'];
  const name = link?.dataset['name'];
  if (adcode === undefined || name === undefined) return;
  if (!choosePlace({ adcode, name })) return;
  event.preventDefault();
  location.assign('/');
});
