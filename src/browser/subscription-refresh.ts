import { readChoice } from './offline-store.ts';

const KEY = 'anlan.subscription-seen';
const EVERY_MS = 24 * 3_600_000;

/**
 * Tells the server once a day that this device is still there, with its current address: browsers change addresses
 * without a word. Costs nothing on devices that never subscribed.
 */
export async function refreshSubscription(registration: ServiceWorkerRegistration): Promise<void> {
  const seen = Number(localStorage.getItem(KEY) ?? '0');
  if (!('PushManager' in window) || Date.now() - seen < EVERY_MS) return;
  const subscription = await registration.pushManager.getSubscription();
  const choice = subscription === null ? null : await readChoice();
  if (subscription !== null && choice !== null) {
    const { register } = await import('./push.ts');
    if ((await register(subscription, choice)) !== 'done') return;
  }
  localStorage.setItem(KEY, String(Date.now()));
}
