import { ageOnce } from './ageing.ts';
import { showKitMissing } from './kit-missing.ts';
import { changeText, type Seen } from './live-change.ts';
import { showPlace } from './place.ts';

/** A change reaches thousands of open pages at once; each waits a little, at random, before it asks. */
const SPREAD_MS = 800;

/** What the device adds to a page from the server: the place, the age of things, the kit. */
export function dress(page: Document): void {
  ageOnce(page);
  showPlace(page);
  showKitMissing(page);
}

/** The bulletins a person sees on the page: those of their place. */
function seenOn(page: Document): Seen[] {
  return [...page.querySelectorAll<HTMLElement>('[data-live] [data-alert-id]')]
    .filter((item) => !item.hidden)
    .map((item) => ({
      key: `${item.dataset['alertId']} ${item.dataset['revision']}`,
      alertId: item.dataset['alertId'] ?? '',
      title: item.querySelector('h1, h2')?.textContent.trim() ?? '',
    }));
}

/** Puts the fresh part in place of ours, keeping what the person opened and where their keyboard stands. */
function replace(part: HTMLElement, next: HTMLElement): void {
  const held = part.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null;
  part.innerHTML = next.innerHTML;
  if (held !== null && held !== undefined)
    part.querySelector<HTMLElement>(`a[href="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}

/** Fetches this very page again and puts its live parts in place of ours: one rendering for all ways. */
async function refresh(): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const renderedAt = fresh.documentElement.dataset['renderedAt'];
  if (renderedAt !== undefined) document.documentElement.dataset['renderedAt'] = renderedAt;
  for (const [index, list] of [...document.querySelectorAll<HTMLElement>('[data-by-place]')].entries()) {
    const same = fresh.querySelectorAll<HTMLElement>('[data-by-place]')[index];
    if (same !== undefined && list.dataset['showAll'] === 'yes') same.dataset['showAll'] = 'yes';
  }
  dress(document);
  dress(fresh);
  const before = seenOn(document);
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const next = fresh.querySelector<HTMLElement>(`[data-live="${CSS.escape(part.dataset['live'] ?? '')}"]`);
    if (next !== null && next.innerHTML !== part.innerHTML) replace(part, next);
  }
  dress(document);
  const said = changeText(before, seenOn(document));
  const voice = document.querySelector('[data-announce]');
  if (said !== null && voice !== null) voice.textContent = said;
}

/**
 * Keeps `[data-live]` parts current by one event stream, closed while the page is hidden.
 * The stream says only "something changed"; after a gap in the connection the page asks anyway.
 */
export function startLiveAlerts(): void {
  if (document.querySelector('[data-live]') === null || !('EventSource' in window)) return;
  let stream: EventSource | null = null;
  let wasOpen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh().catch(() => undefined), Math.random() * SPREAD_MS);
  };
  const open = (): void => {
    stream = new EventSource('/api/alerts/stream');
    stream.addEventListener('alerts', soon);
    stream.addEventListener('open', () => {
      if (wasOpen) soon();
      wasOpen = true;
      document.documentElement.dataset['live'] = 'on';
    });
  };
  const follow = (): void => {
    if (document.visibilityState === 'hidden') {
      stream?.close();
      stream = null;
    } else if (stream === null) open();
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}
