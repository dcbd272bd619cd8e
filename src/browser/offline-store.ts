import { LEVELS, type Level } from '../domain/level.ts';

/** Everything the portal keeps in the Cache API, by name. The worker deletes every other cache of ours. */
export const PAGES_CACHE = 'anlan-pages-1';
export const ASSETS_CACHE = 'anlan-assets-1';
/** The newest push of each alert, and what this device asked for: the worker must know both without a page. */
export const PUSH_CACHE = 'anlan-push-1';
export const OUR_CACHES: readonly string[] = [PAGES_CACHE, ASSETS_CACHE, PUSH_CACHE];

/** What this device is subscribed to; stays here so that a renewed subscription asks for the same. */
export interface SubscriptionChoice {
  adcodes: string[];
  lowestLevel: Level;
}

const CHOICE = '/-/subscription';

export async function readChoice(): Promise<SubscriptionChoice | null> {
  const stored = await (await caches.open(PUSH_CACHE)).match(CHOICE);
  if (stored === undefined) return null;
  try {
    return asChoice(await stored.json());
  } catch {
    return null;
  }
}

export async function writeChoice(choice: SubscriptionChoice | null): Promise<void> {
  const cache = await caches.open(PUSH_CACHE);
  if (choice === null) await cache.delete(CHOICE);
  else await cache.put(CHOICE, Response.json(choice));
}

/** A choice out of untyped JSON (our own store, or the server's answer); null when it is none. */
export function asChoice(value: unknown): SubscriptionChoice | null {
  if (typeof value !== 'object' || value === null) return null;
  const { adcodes, lowestLevel } = value as Record<string, unknown>;
  if (!Array.isArray(adcodes) || !adcodes.every((code) => typeof code === 'string')) return null;
  const level = LEVELS.find((one) => one === lowestLevel);
  return level === undefined ? null : { adcodes, lowestLevel: level };
}
