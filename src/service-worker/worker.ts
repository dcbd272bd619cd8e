import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { giveAnswer, sendWaiting } from '../browser/offline-store/answers.ts';
import { OUR_CACHES, readChoice } from '../browser/offline-store.ts';
import { toInstant } from '../domain/instant.ts';
import { handlePush } from './handle-push.ts';
import { handleClick } from './notice-click.ts';
import type { Notice } from './notice.ts';
import { servePages, warmPages } from './pages.ts';
import { lastPush, rememberPush } from './push-memory.ts';
import { keepAlertPage } from './push-page.ts';
import { resubscribe } from './resubscribe.ts';
import { showNotice } from './show-notice.ts';

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
  const mine = turn.then(() =>
    handlePush(textOf(event), {
      ownOrigin: self.location.origin,
      now,
      show: showNotice,
      lastPush,
      rememberPush,
      keepAlertPage,
      labelOf: async (place) => (await readChoice())?.labels[place] ?? null,
      tellPages,
    }),
  );
  turn = mine.catch(() => undefined);
  // A push proves that there is a network: what could not be said before is said now, after the warning is shown.
  event.waitUntil(mine.finally(() => sendWaiting().catch(() => undefined)));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    handleClick(event.action, event.notification.data, {
      open,
      answer: giveAnswer,
      retryLater,
      lastPush,
      showAgain: (notice) => showNotice(notice, 'quiet', true),
    }),
  );
});

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(resubscribe(event));
});

const ANSWERS = 'answers';
/** Background Sync: not in every browser, nor in its types. Elsewhere the next push or visit says it. */
async function retryLater(): Promise<void> {
  const { sync } = self.registration as ServiceWorkerRegistration & {
    sync?: { register(tag: string): Promise<void> };
  };
  await sync?.register(ANSWERS);
}

self.addEventListener('sync' as keyof ServiceWorkerGlobalScopeEventMap, (event) => {
  const { tag } = event as ExtendableEvent & { tag?: string };
  if (tag !== ANSWERS) return;
  const all = async (): Promise<void> => {
    // Thrown, because that is how the browser learns to try once more.
    if (!(await sendWaiting())) throw new Error('the server could not be reached');
  };
  (event as ExtendableEvent).waitUntil(all());
});

const now = (): string => toInstant(Date.now());

/** Browsers that understand the declarative form may hand over the notification instead of the text. */
function textOf(event: PushEvent): string | null {
  const proposed = (event as PushEvent & { notification?: Notification & { navigate?: string } })
    .notification;
  if (event.data !== null) return event.data.text();
  if (proposed === undefined || proposed === null) return null;
  const { title, body, tag, lang, data, navigate, requireInteraction, silent } = proposed;
  return JSON.stringify({ title, body, tag, lang, data, navigate, requireInteraction, silent });
}

async function tellPages(note: NonNullable<Notice['note']>, isShown: boolean): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) page.postMessage({ type: 'device-note', ...note, isShown });
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
