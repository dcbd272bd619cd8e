import { startAgeing } from './ageing.ts';
import { startLiveAlerts } from './live-alerts.ts';
import { showPlace } from './place.ts';
import { registerServiceWorker } from './service-worker-registration.ts';

/** What every page runs: the place, times that age, warnings that arrive by themselves, the offline copy. */
showPlace(document);
startAgeing(document);
startLiveAlerts();
registerServiceWorker();
