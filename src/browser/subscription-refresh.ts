import { readChoice } from './offline-store.ts';

const KEY = 'anlan.subscription-seen';
const EVERY_MS = 24 * 3_600_000;

/** When and under which address this device last said that it is there. */
function lastSaid(): { at: number; endpoint: string } {
  const [at = '0', endpoint = ''] = (localStorage.getItem(KEY) ?? '').split(' ');
  return { at: Number(at) || 0, endpoint };
}

/**
 * Tells the server that this device is still there: at once when the browser has changed its address, which browsers
 * do without a word, and otherwise once a day. Costs nothing on devices that never subscribed.
 */
export async function refreshSubscription(registration: ServiceWorkerRegistration): Promise<void> {
  if (!('PushManager' in window)) return;
  const subscription = await registration.pushManager.getSubscription();
  if (subscription === null) return;
  const { at, endpoint } = lastSaid();
  // A clock that was set back must not silence the device for years.
  const isRecent = Math.abs(Date.now() - at) < EVERY_MS;
  if (isRecent && endpoint === subscription.endpoint) return;
  const choice = await readChoice();
  if (choice !== null) {
    const { register } = await import('./push.ts');
    if ((await register(subscription, choice)) !== 'done') return;
  }
  localStorage.setItem(KEY, `${Date.now()} ${subscription.endpoint}`);
}
