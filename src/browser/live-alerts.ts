import { ageOnce } from './ageing.ts';
import { showPlace } from './place.ts';

/** A change reaches thousands of open pages at once; each waits a little, at random, before it asks. */
const SPREAD_MS = 800;

/** Fetches this very page again and puts its live parts in place of ours: one rendering for all ways. */
async function refresh(): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const next = fresh.querySelector<HTMLElement>(`[data-live="${CSS.escape(part.dataset['live'] ?? '')}"]`);
    if (next !== null && next.innerHTML !== part.innerHTML) part.innerHTML = next.innerHTML;
  }
  const renderedAt = fresh.documentElement.dataset['renderedAt'];
  if (renderedAt !== undefined) document.documentElement.dataset['renderedAt'] = renderedAt;
  showPlace(document);
  ageOnce(document);
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
