import type { Wish } from '../domain/subscription.ts';
import { readWish } from '../domain/wish-json.ts';

/** Everything the portal keeps in the Cache API, by name. The worker deletes every other cache of ours. */
export const PAGES_CACHE = 'anlan-pages-1';
export const ASSETS_CACHE = 'anlan-assets-1';
/** The newest push of each alert, and what this device asked for: the worker must know both without a page. */
export const PUSH_CACHE = 'anlan-push-1';
export const OUR_CACHES: readonly string[] = [PAGES_CACHE, ASSETS_CACHE, PUSH_CACHE];

/** What the family calls a place (爸妈家), by its code. Shown on this device, sent nowhere. */
export type PlaceLabels = Readonly<Record<string, string>>;

/** What this device is subscribed to; stays here so that a renewed subscription asks for the same. */
export interface SubscriptionChoice {
  wish: Wish;
  labels: PlaceLabels;
}

const CHOICE = '/-/subscription';
/** A name, not a letter. */
export const MAX_LABEL = 12;

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

/**
 * A choice out of untyped JSON: our own store, of this release (`{wish, labels}`) or of the first one (regions and a
 * level), or the server's answer. Null when it is none.
 */
export function asChoice(value: unknown): SubscriptionChoice | null {
  if (typeof value !== 'object' || value === null) return null;
  const { wish: whole, labels } = value as { wish?: unknown; labels?: unknown };
  const wish = readWish(whole ?? value);
  return wish === null ? null : { wish, labels: asLabels(labels) };
}

export function asLabels(value: unknown): PlaceLabels {
  if (typeof value !== 'object' || value === null) return {};
  const known = Object.entries(value).filter(([code, text]) => /^\d{2,12}$/.test(code) && isLabel(text));
  return Object.fromEntries(known) as PlaceLabels;
}

const isLabel = (text: unknown): boolean =>
  typeof text === 'string' && text.trim() !== '' && text.length <= MAX_LABEL;
