import type { Wish } from '../domain/subscription.ts';
import { readWish } from '../domain/wish-json.ts';
import { readChoice, writeChoice, type SubscriptionChoice } from './offline-store.ts';

/** Why this browser cannot get pushes, or null when it can. Each has its own words on the page. */
export type Obstacle = 'unsupported' | 'ios-not-installed' | 'denied';

/** What came of trying. `unanswered`: the browser's push service keeps silent (Chrome in mainland China does). */
export type Outcome = 'done' | 'denied' | 'unanswered' | 'failed' | { problem: string; path: string | null };

/** Without a reachable push service Chrome's subscribe() neither succeeds nor fails, ever. */
const PATIENCE_MS = 15_000;

export function obstacle(): Obstacle | null {
  const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent) || isTabletPosingAsMac();
  const hasPush = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!hasPush) return isApple ? 'ios-not-installed' : 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : null;
}

function isTabletPosingAsMac(): boolean {
  return navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1;
}

/** The browser's own record of being subscribed; null when it is not. */
export async function deviceSubscription(): Promise<PushSubscription | null> {
  return (await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()) ?? null;
}

/** What this device is subscribed to by the server's own words, with this device's names; null when it is not. */
export async function currentChoice(): Promise<SubscriptionChoice | null> {
  const subscription = await deviceSubscription();
  if (subscription === null) return null;
  const answer = await send('POST', '/api/subscriptions/lookup', { endpoint: subscription.endpoint });
  if (!answer.ok) return null;
  const wish = wishIn(await answer.json());
  const stored = await readChoice().catch(() => null);
  if (wish === null) return null;
  // The server keeps places in an order of its own; the family's is known here.
  const order = stored?.wish.places.map(({ adcode }) => adcode) ?? [];
  const rank = (adcode: string): number => {
    const at = order.indexOf(adcode);
    return at === -1 ? order.length : at;
  };
  const places = wish.places.toSorted((a, b) => rank(a.adcode) - rank(b.adcode));
  return { wish: { ...wish, places }, labels: stored?.labels ?? {} };
}

const wishIn = (answer: unknown): Wish | null =>
  typeof answer === 'object' && answer !== null && 'wish' in answer ? readWish(answer.wish) : null;

/** Subscribes this device, or changes what it asked for. To be called from a click: browsers ask only then. */
export async function subscribeDevice(choice: SubscriptionChoice): Promise<Outcome> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const subscription = await within(PATIENCE_MS, browserSubscription()).catch((error: unknown) =>
    error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'failed',
  );
  if (subscription === null) return 'unanswered';
  if (typeof subscription === 'string') return subscription as Outcome;
  return register(subscription, choice);
}

export async function unsubscribeDevice(): Promise<Outcome> {
  const subscription = await deviceSubscription();
  await writeChoice(null);
  if (subscription === null) return 'done';
  const answer = await send('DELETE', '/api/subscriptions', { endpoint: subscription.endpoint });
  // Even if the server did not hear it: its next push gets 410 from the push service, and it forgets the device.
  await subscription.unsubscribe();
  return answer.ok ? 'done' : 'failed';
}

/** Tells the server what this device asked for; what the family calls its places stays here. */
export async function register(subscription: PushSubscription, choice: SubscriptionChoice): Promise<Outcome> {
  const { endpoint, keys } = subscription.toJSON();
  const answer = await send('POST', '/api/subscriptions', { endpoint, keys, wish: choice.wish });
  if (!answer.ok) return problemOf(answer);
  await writeChoice(choice);
  return 'done';
}

async function browserSubscription(): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const { publicKey } = (await (await fetch('/api/push-key')).json()) as { publicKey: string };
  const wish = { userVisibleOnly: true, applicationServerKey: publicKey };
  try {
    return await pushManager.subscribe(wish);
  } catch (error) {
    // Subscribed under a key this server no longer has (it was set up anew): that subscription is dead, take a new one.
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(wish);
  }
}

export function send(method: string, path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(path, { method, headers, body: JSON.stringify(body) });
}

/** The server's sentence for what it refused, and which field it means. */
export async function problemOf(answer: Response): Promise<{ problem: string; path: string | null }> {
  const body: unknown = await answer.json().catch(() => null);
  const { title, path } = (body ?? {}) as { title?: unknown; path?: unknown };
  return {
    problem: typeof title === 'string' ? title : '',
    path: typeof path === 'string' ? path : null,
  };
}

/** Null when it takes too long. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  const silence = new Promise<null>((resolve) => setTimeout(() => resolve(null), ms));
  return Promise.race([work, silence]);
}
