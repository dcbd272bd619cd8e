import type { SubscriptionStore } from '../store/store.ts';

/** Forgets a device. Doing it twice is no failure: the person wants it gone, and it is. */
export async function unsubscribe(
  store: Pick<SubscriptionStore, 'deleteByEndpoint'>,
  endpoint: string,
): Promise<{ wasSubscribed: boolean }> {
  return { wasSubscribed: await store.deleteByEndpoint(endpoint) };
}
