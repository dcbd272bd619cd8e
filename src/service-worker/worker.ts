import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { OUR_CACHES } from '../browser/offline-store.ts';
import { toInstant } from '../domain/instant.ts';
import { handlePush, type Manner } from './handle-push.ts';
import type { Notice } from './notice.ts';
import { servePages, warmPages } from './pages.ts';
import { lastPush, rememberPush } from './push-memory.ts';
import { keepAlertPage } from './push-page.ts';
import { resubscribe } from './resubscribe.ts';

declare const self: ServiceWorkerGlobalScope;

// Only what cannot lie by being old: guides, the kit, the offline page and their assets. Never a page with warnings.
precacheAndRoute(__PRECACHE__);
cleanupOutdatedCaches();
servePages();

self.addEventListener('install', (event) => {
  event.waitUntil(warmPages(['/', '/alerts/', '/shelters/']));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith('anlan-') && !OUR_CACHES.includes(name));
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

// Only when the person said yes to the update: a page must not lose its worker while a form is being filled.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
});

/** One push after the other: two revisions arriving together must not overtake each other on the device. */
let turn: Promise<unknown> = Promise.resolve();

self.addEventListener('push', (event) => {
  const effects = { ownOrigin: self.location.origin, now, show, lastPush, rememberPush, keepAlertPage };
  const mine = turn.then(() => handlePush(textOf(event), effects));
  turn = mine.catch(() => undefined);
  event.waitUntil(mine);
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open((event.notification.data as { path?: string } | null)?.path ?? '/alerts/'));
});

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(resubscribe(event));
});

const now = (): string => toInstant(Date.now());

/** Browsers that understand the declarative form may hand over the notification instead of the text. */
function textOf(event: PushEvent): string | null {
  const proposed = (event as PushEvent & { notification?: Notification & { navigate?: string } })
    .notification;
  if (event.data !== null) return event.data.text();
  if (proposed === undefined || proposed === null) return null;
  const { title, body, tag, lang, data, navigate, requireInteraction } = proposed;
  return JSON.stringify({ title, body, tag, lang, data, navigate, requireInteraction });
}

async function show(notice: Notice, manner: Manner): Promise<void> {
  // `renotify` and `timestamp` are not in every browser's types; unknown ones are ignored.
  const options: NotificationOptions & { renotify?: boolean; timestamp?: number } = {
    body: notice.body,
    lang: notice.lang,
    dir: 'auto',
    tag: notice.tag,
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    data: { path: notice.path },
    requireInteraction: notice.requireInteraction,
    renotify: manner === 'alert',
    silent: manner === 'quiet',
    ...(notice.alert === null ? {} : { timestamp: Date.parse(notice.alert.sentAt) }),
  };
  await self.registration.showNotification(notice.title, options);
}

/** A page that already shows it comes forward; any other is left alone, for someone may be typing there. */
async function open(path: string): Promise<void> {
  const url = new URL(path, self.location.origin);
  // The path was checked when the push came; checked again, for data outlives versions.
  const target =
    url.origin === self.location.origin ? url.href : new URL('/alerts/', self.location.origin).href;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find((client) => client.url === target);
  await (there === undefined ? self.clients.openWindow(target) : there.focus());
}
