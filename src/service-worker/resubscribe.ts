import { asChoice, readChoice, writeChoice } from '../browser/offline-store.ts';

async function post(path: string, body: unknown, method = 'POST'): Promise<Response> {
  return fetch(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
}

/**
 * The browser (or its push service) replaced the subscription: ask for the same again under the new address, else the
 * next warning goes nowhere. What was asked is on the device; if the device forgot, the server knows it by the old address.
 */
export async function resubscribe(event: PushSubscriptionChangeEvent): Promise<void> {
  const old = event.oldSubscription;
  const choice = (await readChoice()) ?? (old === null ? null : await asked(old.endpoint));
  if (choice === null) return;
  const fresh = event.newSubscription ?? (await subscribeAgain(old));
  const { endpoint, keys } = fresh.toJSON();
  const answer = await post('/api/subscriptions', { endpoint, keys, wish: choice.wish });
  if (!answer.ok) throw new Error(`subscribing again was refused: ${answer.status}`);
  await writeChoice(choice);
  if (old !== null && old.endpoint !== endpoint)
    await post('/api/subscriptions', { endpoint: old.endpoint }, 'DELETE');
}

async function asked(endpoint: string) {
  const answer = await post('/api/subscriptions/lookup', { endpoint });
  return answer.ok ? asChoice(await answer.json()) : null;
}

async function subscribeAgain(old: PushSubscription | null): Promise<PushSubscription> {
  const known = old?.options.applicationServerKey ?? null;
  const applicationServerKey = known ?? (await currentKey());
  return self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

async function currentKey(): Promise<string> {
  const { publicKey } = (await (await fetch('/api/push-key')).json()) as { publicKey: string };
  return publicKey;
}

declare const self: ServiceWorkerGlobalScope;
