import type { Shelter } from '../../../src/domain/shelter.ts';
import { outlineOf, plainWish, type Subscription, type Wish } from '../../../src/domain/subscription.ts';

/** A device in 裕民县 that wants every level; the endpoint follows the id. */
export function exampleSubscription(
  change: Partial<Subscription> = {},
  wished: Partial<Wish> | null = null,
): Subscription {
  const id = change.id ?? 'device-1';
  const plain = plainWish(change.adcodes ?? ['654225'], change.lowestLevel ?? 'blue');
  const wish = wished === null ? plain : { ...plain, ...wished };
  return {
    id,
    address: { endpoint: `https://push.example/${id}`, p256dh: 'p'.repeat(87), auth: 'a'.repeat(22) },
    ...outlineOf(wish),
    wish,
    createdAt: '2026-06-01T00:00:00.000Z',
    seenAt: '2026-06-01T00:00:00.000Z',
    ...change,
  };
}

/** A place of which nothing is recorded but that it exists. */
export function exampleShelter(change: Partial<Shelter> = {}): Shelter {
  return {
    id: 's1',
    name: '测试用场地',
    adcode: '654225100',
    address: '测试路 1 号',
    level: null,
    durationClass: null,
    spaceType: null,
    functionType: null,
    hazards: null,
    position: null,
    grossAreaM2: null,
    effectiveAreaM2: null,
    capacityPersons: null,
    serviceRadiusM: null,
    facilities: {},
    isAccessible: null,
    isPetsAllowed: null,
    status: null,
    statusAt: null,
    openHours: null,
    operator: null,
    contact: null,
    phone: null,
    cautions: null,
    source: '测试',
    verifiedAt: '2026-06-01T00:00:00.000Z',
    isDemonstration: false,
    ...change,
  };
}
