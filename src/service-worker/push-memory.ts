import { PUSH_CACHE } from '../browser/offline-store.ts';
import { toInstant, type Instant } from '../domain/instant.ts';
import { UNREADABLE, type Notice } from './notice.ts';
import type { Newer } from './stored-copy.ts';

/** Newest pushes kept; an alert silent for so many others will not come back out of order. */
const KEPT = 50;
const key = (alertId: string): string => `/-/push/${encodeURIComponent(alertId)}`;

export async function lastPush(alertId: string): Promise<Notice | null> {
  const stored = await (await caches.open(PUSH_CACHE)).match(key(alertId));
  // Written by rememberPush alone, in this shape; what an older release left out is as if not said.
  return stored === undefined ? null : { ...UNREADABLE, ...((await stored.json()) as Notice) };
}

export async function rememberPush(alertId: string, notice: Notice): Promise<void> {
  const cache = await caches.open(PUSH_CACHE);
  // Deleted first, so that keys() lists the longest silent alert first.
  await cache.delete(key(alertId));
  await cache.put(key(alertId), Response.json(notice, { headers: { [RECEIVED_AT]: toInstant(Date.now()) } }));
  const pushes = (await cache.keys()).filter((request) =>
    new URL(request.url).pathname.startsWith('/-/push/'),
  );
  for (const old of pushes.slice(0, Math.max(0, pushes.length - KEPT))) await cache.delete(old);
}

const RECEIVED_AT = 'x-received-at';

/**
 * Pushes received after a page was saved (both by this device's clock) that still matter at `now`: in force, or an
 * all-clear. The latest sent first.
 */
export async function receivedSince(storedAt: Instant, now: Instant): Promise<Newer[]> {
  const cache = await caches.open(PUSH_CACHE);
  const pushes: Notice[] = [];
  for (const request of await cache.keys()) {
    const stored = await cache.match(request);
    if ((stored?.headers.get(RECEIVED_AT) ?? '') > storedAt) pushes.push((await stored?.json()) as Notice);
  }
  return pushes
    .filter(({ alert }) => alert !== null && (alert.isCancel || alert.expiresAt > now))
    .sort((a, b) => ((a.alert?.sentAt ?? '') < (b.alert?.sentAt ?? '') ? 1 : -1));
}
