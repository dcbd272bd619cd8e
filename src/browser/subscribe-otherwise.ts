import type { SubscribedPlace } from '../domain/subscription.ts';
import { chosenPlace } from './place.ts';

/** Points the other ways at a place of this device: its page, its feed, its calendar. Without one they are for all. */
function pointAt(adcode: string): void {
  const township = adcode.slice(0, 9);
  const page = document.querySelector<HTMLAnchorElement>('[data-place-page] a');
  if (page !== null) {
    page.href = `/now/${township}/`;
    page.textContent = '打开所选地方的“现在”页';
  }
  const feed = document.querySelector<HTMLAnchorElement>('[data-place-feed] a');
  if (feed !== null) feed.href = `/now/${township}/feed.atom`;
  const line = document.querySelector<HTMLElement>('[data-place-calendar]');
  const calendar = line?.querySelector('a');
  if (line === null || !calendar) return;
  // webcal: is how a telephone learns to ask again; a plain address would be read once and grow old.
  calendar.href = `webcal://${location.host}/now/${township}/calendar.ics`;
  line.hidden = false;
}

const place = chosenPlace();
if (place !== null) pointAt(place.adcode);
document.addEventListener('anlan:subscribed', (event) => {
  const first = (event as CustomEvent<readonly SubscribedPlace[]>).detail[0];
  if (first !== undefined) pointAt(first.adcode);
});
