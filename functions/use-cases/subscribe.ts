import type { Instant } from '../../src/domain/instant.ts';
import type { Level } from '../../src/domain/level.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { checkEndpoint, type PushHostPolicy } from '../../src/domain/push-endpoint.ts';
import type { Adcode, Gazetteer } from '../../src/domain/region.ts';
import {
  MAX_SUBSCRIBED_REGIONS,
  outlineOf,
  plainWish,
  wishOf,
  type PushAddress,
  type Subscription,
  type Wish,
} from '../../src/domain/subscription.ts';
import type { SubscriptionStore } from '../store/store.ts';
import { areKeysUsable } from './subscription-keys.ts';
import { checkWish } from './subscription-wish.ts';

export interface SubscribeDeps {
  store: Pick<SubscriptionStore, 'saveSubscription' | 'findByEndpoint' | 'deleteByEndpoint'>;
  gazetteer: Pick<Gazetteer, 'find'>;
  isHazardSlug: (slug: string) => boolean;
  policy: PushHostPolicy;
  now: () => Instant;
  newId: () => string;
}

export interface SubscribeWish {
  address: PushAddress;
  /** A whole wish; or, from a page or worker of an older release, regions and one level. */
  wish: Wish | { adcodes: readonly string[]; lowestLevel: Level };
}

/** What one device is subscribed to; never its address, which whoever asks already has. */
export interface Subscribed {
  /** For pages of older releases, which know no more. */
  adcodes: readonly Adcode[];
  lowestLevel: Level;
  wish: Wish;
}

/**
 * Subscribes a device, or changes what it asked for: the same endpoint is the same device, so a page may post this on
 * every visit. Refused: endpoints that are no push service, keys nothing can be encrypted to, unknown regions.
 */
export async function subscribe(
  deps: SubscribeDeps,
  { address, wish }: SubscribeWish,
): Promise<Result<Subscribed>> {
  const isPlain = 'adcodes' in wish;
  // First and before anything walks over them: ten thousand regions are told as that, whatever else is wrong.
  if ((isPlain ? wish.adcodes : wish.places).length > MAX_SUBSCRIBED_REGIONS)
    return failed(
      'regions-too-many',
      isPlain ? 'adcodes' : 'wish.places',
      `最多 ${MAX_SUBSCRIBED_REGIONS} 个`,
    );
  const checked = checkWish(isPlain ? plainWish(wish.adcodes, wish.lowestLevel) : wish, deps, isPlain);
  const endpoint = checkEndpoint(address.endpoint, deps.policy);
  if (!endpoint.ok) return endpoint;
  if (!areKeysUsable(address)) return failed('keys-invalid', 'keys');
  if (!checked.ok) return checked;
  const known = isPlain ? await deps.store.findByEndpoint(address.endpoint) : null;
  const asked = known !== null && saysNoMore(checked.value, known) ? wishOf(known) : checked.value;
  const now = deps.now();
  const outline = outlineOf(asked);
  await deps.store.saveSubscription({
    id: deps.newId(),
    address,
    ...outline,
    wish: asked,
    createdAt: now,
    seenAt: now,
  });
  return ok({ ...outline, wish: asked });
}

/**
 * A worker of an older release that renews its address repeats what it knows: the outline. That must not take away
 * the quiet hours its page of today has stored.
 */
function saysNoMore(plain: Wish, known: Subscription): boolean {
  const said = outlineOf(plain);
  const kept = outlineOf(wishOf(known));
  return (
    said.lowestLevel === kept.lowestLevel && said.adcodes.toSorted().join() === kept.adcodes.toSorted().join()
  );
}

/** What this device asked for; `subscription-unknown` tells the page to offer subscribing again. */
export async function findSubscribed(
  store: Pick<SubscriptionStore, 'findByEndpoint'>,
  endpoint: string,
): Promise<Result<Subscribed>> {
  const found = await store.findByEndpoint(endpoint);
  if (found === null) return failed('subscription-unknown', 'endpoint');
  const wish = wishOf(found);
  return ok({ ...outlineOf(wish), wish });
}
