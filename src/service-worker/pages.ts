import { CacheExpiration } from 'workbox-expiration';
import { matchPrecache } from 'workbox-precaching';
import { NavigationRoute, registerRoute, setCatchHandler } from 'workbox-routing';
import { CacheFirst, NetworkFirst, NetworkOnly } from 'workbox-strategies';
import { ASSETS_CACHE, PAGES_CACHE } from '../browser/offline-store.ts';
import { toInstant } from '../domain/instant.ts';
import { receivedSince } from './push-memory.ts';
import { isNeverStored, mayStore } from './storable.ts';
import { judgedTimes, withAge } from './stored-copy.ts';

/** Beyond it a stored page is shown, with its age: three seconds of white screen are enough in an emergency. */
const PATIENCE_SECONDS = 3;
const STORED_AT = 'x-stored-at';
/** Pages that say what is in force. */
const LISTS = /^\/($|alerts\/$|now\/)/;
const expiration = new CacheExpiration(PAGES_CACHE, { maxEntries: 60 });
const assets = new CacheExpiration(ASSETS_CACHE, { maxEntries: 100 });

/** Keeps a page; the only way into the cache of pages. Refuses silently what may not be kept. */
export async function keepPage(request: Request, response: Response): Promise<void> {
  if (!mayStore(request, response, self.location.origin)) return;
  if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) return;
  const headers = new Headers(response.headers);
  headers.set(STORED_AT, toInstant(Date.now()));
  const copy = new Response(await response.text(), { headers });
  await (await caches.open(PAGES_CACHE)).put(request.url, copy);
  await expiration.updateTimestamp(request.url);
  await expiration.expireEntries();
}

/** A stored page as it may be shown: aged. Null when there is none. */
export async function storedPage(url: string): Promise<Response | null> {
  const stored = await (await caches.open(PAGES_CACHE)).match(url, { ignoreVary: true });
  if (stored === undefined) return null;
  const headers = new Headers(stored.headers);
  const date = Date.parse(headers.get('date') ?? '');
  const storedAtDevice = headers.get(STORED_AT) ?? toInstant(0);
  const { savedAt, now } = judgedTimes(
    Number.isNaN(date) ? null : toInstant(date),
    storedAtDevice,
    toInstant(Date.now()),
  );
  // They spoke of bytes on a wire that are long gone.
  for (const name of ['content-encoding', 'content-length', 'etag']) headers.delete(name);
  const newer = LISTS.test(new URL(url).pathname)
    ? await receivedSince(storedAtDevice, now).catch(() => [])
    : [];
  return new Response(withAge(await stored.text(), savedAt, now, newer), { headers });
}

/** Asks the network for pages a person may need first when it is gone. Whatever fails is simply not there. */
export async function warmPages(paths: readonly string[]): Promise<void> {
  const keep = async (path: string): Promise<void> => {
    const request = new Request(new URL(path, self.location.origin));
    await keepPage(request, await fetch(request, { signal: AbortSignal.timeout(8000) }));
  };
  await Promise.allSettled(paths.map(keep));
}

const pages = new NetworkFirst({
  cacheName: PAGES_CACHE,
  networkTimeoutSeconds: PATIENCE_SECONDS,
  plugins: [
    {
      // A server that breaks down is no better than none: throw, and the stored copy takes over.
      fetchDidSucceed: ({ response }) => {
        if (response.status >= 500) throw new TypeError('the server failed');
        return Promise.resolve(response);
      },
      // Keeping is done by keepPage alone; the strategy itself stores nothing. A full disk must not cost the page.
      cacheWillUpdate: async ({ request, response }) => {
        await keepPage(request, response).catch(() => undefined);
        return null;
      },
      cachedResponseWillBeUsed: ({ request }) => storedPage(request.url),
    },
  ],
});

/** Pages: the network first, always; a stored copy only when it is late or gone. What may not be kept is never looked up. */
export function servePages(): void {
  const denylist = [/^\/(report\/status|staff|api)(\/|$)/];
  registerRoute(new NavigationRoute(pages, { denylist }));
  registerRoute(
    ({ request, url, sameOrigin }) =>
      sameOrigin && request.mode === 'navigate' && isNeverStored(url.pathname),
    new NetworkOnly(),
  );
  // An open page that asks for its own newer self gets the network or nothing: an old copy would pass for new there.
  registerRoute(
    ({ request, sameOrigin }) =>
      sameOrigin &&
      request.mode !== 'navigate' &&
      (request.headers.get('accept') ?? '').startsWith('text/html'),
    async ({ request, event }) => {
      const response = await fetch(request);
      (event as FetchEvent).waitUntil(keepPage(request, response.clone()).catch(() => undefined));
      return response;
    },
  );
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_astro/'),
    new CacheFirst({
      cacheName: ASSETS_CACHE,
      plugins: [
        {
          cacheWillUpdate: ({ request, response }) =>
            Promise.resolve(mayStore(request, response, self.location.origin) ? response : null),
          // Files of old builds leave by themselves.
          cacheDidUpdate: async ({ request }) => {
            await assets.updateTimestamp(request.url);
            await assets.expireEntries();
          },
        },
      ],
    }),
  );
  setCatchHandler(async ({ request }) =>
    request.mode === 'navigate' ? ((await matchPrecache('/offline/')) ?? Response.error()) : Response.error(),
  );
}
