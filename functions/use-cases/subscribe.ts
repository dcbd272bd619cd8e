import type { Instant } from '../../src/domain/instant.ts';
import type { Level } from '../../src/domain/level.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { checkEndpoint, type PushHostPolicy } from '../../src/domain/push-endpoint.ts';
import { normaliseAdcode, type Adcode, type Gazetteer } from '../../src/domain/region.ts';
import { MAX_SUBSCRIBED_REGIONS, type PushAddress } from '../../src/domain/subscription.ts';
import type { SubscriptionStore } from '../store/store.ts';
import { areKeysUsable } from './subscription-keys.ts';

export interface SubscribeDeps {
  store: SubscriptionStore;
  gazetteer: Pick<Gazetteer, 'find'>;
  policy: PushHostPolicy;
  now: () => Instant;
  newId: () => string;
}

export interface SubscribeWish {
  address: PushAddress;
  adcodes: readonly string[];
  lowestLevel: Level;
}

/** What one device is subscribed to; never its address, which whoever asks already has. */
export interface Subscribed {
  adcodes: readonly Adcode[];
  lowestLevel: Level;
}

/**
 * Subscribes a device, or changes what it asked for: the same endpoint is the same device, so a page may post this on
 * every visit. Refused: endpoints that are no push service, keys nothing can be encrypted to, unknown regions.
 */
export async function subscribe(deps: SubscribeDeps, wish: SubscribeWish): Promise<Result<Subscribed>> {
  if (wish.adcodes.length > MAX_SUBSCRIBED_REGIONS)
    return failed('regions-too-many', 'adcodes', `最多 ${MAX_SUBSCRIBED_REGIONS} 个`);
  const endpoint = checkEndpoint(wish.address.endpoint, deps.policy);
  if (!endpoint.ok) return endpoint;
  if (!areKeysUsable(wish.address)) return failed('keys-invalid', 'keys');
  const adcodes = new Set<Adcode>();
  for (const [index, text] of wish.adcodes.entries()) {
    const adcode = normaliseAdcode(text);
    if (adcode === null || deps.gazetteer.find(adcode) === null)
      return failed('region-unknown', `adcodes.${index}`, text.slice(0, 20));
    adcodes.add(adcode);
  }
  if (adcodes.size === 0) return failed('region-unknown', 'adcodes');
  const now = deps.now();
  const asked = { adcodes: [...adcodes].sort(), lowestLevel: wish.lowestLevel };
  await deps.store.saveSubscription({
    id: deps.newId(),
    address: wish.address,
    ...asked,
    createdAt: now,
    seenAt: now,
  });
  return ok(asked);
}

/** What this device asked for; `subscription-unknown` tells the page to offer subscribing again. */
export async function findSubscribed(
  store: Pick<SubscriptionStore, 'findByEndpoint'>,
  endpoint: string,
): Promise<Result<Subscribed>> {
  const found = await store.findByEndpoint(endpoint);
  if (found === null) return failed('subscription-unknown', 'endpoint');
  return ok({ adcodes: found.adcodes, lowestLevel: found.lowestLevel });
}
