import { startAgeing } from './ageing.ts';
import { dress, startLiveAlerts } from './live-alerts.ts';
import { startPlacePicker } from './place-picker.ts';
import { showPlace } from './place.ts';
import { registerServiceWorker } from './service-worker-registration.ts';

/** What every page runs: the place, times that age, warnings that arrive by themselves, the offline copy. */
dress(document);
startPlacePicker();
startAgeing(document, () => showPlace(document));
startLiveAlerts();
registerServiceWorker();
// On a narrow screen the way is wider than the thumb's reach: the page one is on must not be out of sight.
const current = document.querySelector<HTMLElement>('.way [aria-current]');
if (current?.parentElement) current.parentElement.scrollLeft = current.offsetLeft - current.offsetWidth;
