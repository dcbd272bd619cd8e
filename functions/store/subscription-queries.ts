import { count, eq, sql } from './drizzle.ts';
import { createHash } from 'node:crypto';
import { toInstant } from '../../src/domain/instant.ts';
import type { Level } from '../../src/domain/level.ts';
import { parentOf, type Adcode } from '../../src/domain/region.ts';
import {
  isUniform,
  outlineOf,
  plainWish,
  wishOf,
  type Subscription,
  type Wish,
} from '../../src/domain/subscription.ts';
import type { Database } from './database.ts';
import { subscription } from './schema.ts';
import type { SubscriptionStore } from './store.ts';

/** Endpoints are secrets of the device and may be longer than an index entry: looked up by digest. */
export function endpointHash(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('hex');
}

/** A code and all above it: `654225100` → `654225100`, `654225`, `6542`, `65`. */
export function withAncestors(adcodes: readonly Adcode[]): Adcode[] {
  const all = new Set<Adcode>();
  for (const adcode of adcodes)
    for (let at: Adcode | null = adcode; at !== null; at = parentOf(at)) all.add(at);
  return [...all].sort();
}

function toSubscription(row: typeof subscription.$inferSelect): Subscription {
  const lowestLevel = row.lowestLevel as Level;
  const { quietFrom, quietTo } = row;
  return {
    id: row.id,
    address: { endpoint: row.endpoint, p256dh: row.p256dh, auth: row.auth },
    adcodes: row.regions,
    lowestLevel,
    wish: {
      places: row.places ?? plainWish(row.regions, lowestLevel).places,
      quiet: quietFrom === null || quietTo === null ? null : { fromMinute: quietFrom, toMinute: quietTo },
      wantsNotices: row.wantsNotices,
      wantsDrills: row.wantsDrills,
      language: row.language,
      pausedUntil: row.pausedUntil === null ? null : toInstant(row.pausedUntil),
    },
    createdAt: toInstant(row.createdAt),
    seenAt: toInstant(row.seenAt),
  };
}

/** The wish as columns. Regions and one level say a uniform wish whole, as they did before there were others. */
function toColumns(wish: Wish) {
  return {
    places: isUniform(wish.places) ? null : [...wish.places],
    quietFrom: wish.quiet?.fromMinute ?? null,
    quietTo: wish.quiet?.toMinute ?? null,
    wantsNotices: wish.wantsNotices,
    wantsDrills: wish.wantsDrills,
    language: wish.language,
    pausedUntil: wish.pausedUntil === null ? null : new Date(wish.pausedUntil),
  };
}

export function createSubscriptionStore(database: Database): SubscriptionStore {
  const ofEndpoint = (endpoint: string) => eq(subscription.endpointHash, endpointHash(endpoint));

  return {
    async saveSubscription(wanted) {
      const { adcodes, lowestLevel } = wanted.wish === undefined ? wanted : outlineOf(wanted.wish);
      const asked = {
        ...toColumns(wishOf(wanted)),
        endpoint: wanted.address.endpoint,
        p256dh: wanted.address.p256dh,
        auth: wanted.address.auth,
        regions: [...new Set(adcodes)],
        regionPrefixes: withAncestors(adcodes),
        lowestLevel,
        remindedAt: null,
        seenAt: new Date(wanted.seenAt),
      };
      // The device keeps the id and the day it first came: what it was sent before must still be found.
      const [row] = await database
        .insert(subscription)
        .values({
          ...asked,
          id: wanted.id,
          endpointHash: endpointHash(wanted.address.endpoint),
          createdAt: new Date(wanted.createdAt),
        })
        .onConflictDoUpdate({ target: subscription.endpointHash, set: asked })
        .returning({ id: subscription.id });
      if (!row) throw new Error('an upsert returned no row');
      return row.id;
    },

    async findByEndpoint(endpoint) {
      const [row] = await database.select().from(subscription).where(ofEndpoint(endpoint));
      return row ? toSubscription(row) : null;
    },

    async deleteByEndpoint(endpoint) {
      const gone = await database
        .delete(subscription)
        .where(ofEndpoint(endpoint))
        .returning({ id: sql`1` });
      return gone.length > 0;
    },

    async countSubscriptions() {
      const [row] = await database.select({ count: count() }).from(subscription);
      return row?.count ?? 0;
    },
  };
}
