import { PAGES_CACHE, PUSH_CACHE } from '../browser/offline-store.ts';
import { ALERT_PAGE_POLICY, alertPage } from './alert-page.ts';
import { alertPath, type Notice } from './notice.ts';
import { keepPage, storedAt } from './pages.ts';

/** Newest pushes kept; an alert silent for so many others will not come back out of order. */
const KEPT = 50;
const key = (alertId: string): string => `/-/push/${encodeURIComponent(alertId)}`;

export async function lastPush(alertId: string): Promise<Notice | null> {
  const stored = await (await caches.open(PUSH_CACHE)).match(key(alertId));
  // Written by rememberPush alone, in this shape.
  return stored === undefined ? null : ((await stored.json()) as Notice);
}

export async function rememberPush(alertId: string, notice: Notice): Promise<void> {
  const cache = await caches.open(PUSH_CACHE);
  // Deleted first, so that keys() lists the longest silent alert first.
  await cache.delete(key(alertId));
  await cache.put(key(alertId), Response.json(notice));
  const pushes = (await cache.keys()).filter((request) =>
    new URL(request.url).pathname.startsWith('/-/push/'),
  );
  for (const old of pushes.slice(0, Math.max(0, pushes.length - KEPT))) await cache.delete(old);
}

/** A real page of the same or a later moment is better than what the push can say, and stays. */
export async function keepAlertPage(notice: Notice): Promise<void> {
  if (notice.alert === null) return;
  const url = new URL(alertPath(notice.alert.alertId), self.location.origin).href;
  const known = await storedAt(url);
  if (known !== null && known > notice.alert.sentAt && !(await isFromPush(url))) return;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': ALERT_PAGE_POLICY,
    [FROM_PUSH]: '1',
  };
  await keepPage(new Request(url), new Response(alertPage(notice, __STYLESHEETS__), { headers }));
}

const FROM_PUSH = 'x-from-push';

async function isFromPush(url: string): Promise<boolean> {
  const stored = await (await caches.open(PAGES_CACHE)).match(url, { ignoreVary: true });
  return stored?.headers.has(FROM_PUSH) ?? false;
}
