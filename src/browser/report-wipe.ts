import { wipeDraft } from './report-draft.ts';

/** Leaving must not wait for a slow disk: what is not gone by then is gone with the next opening of the form. */
const PATIENCE_MS = 1500;

/**
 * 紧急清除: the draft, stored copies of the form's pages and anything of this tab, then away with no way back by the
 * "back" button. Cannot reach: the browser's list of visited pages, the phone's photo album, screenshots, what the
 * network saw.
 */
export async function wipeAndLeave(): Promise<void> {
  document.title = '安澜';
  document.body.replaceChildren();
  await Promise.race([
    Promise.allSettled([wipeDraft(), wipeStoredPages()]),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
  try {
    sessionStorage.clear();
  } catch {
    // storage is closed in this browser: then nothing is in it
  }
  location.replace('/');
}

async function wipeStoredPages(): Promise<void> {
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const stored = await cache.keys();
    const own = stored.filter(({ url }) => new URL(url).pathname.startsWith('/report/'));
    await Promise.all(own.map((request) => cache.delete(request)));
  }
}
