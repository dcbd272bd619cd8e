import { ageOnce } from './ageing.ts';
import { showKitMissing } from './kit-missing.ts';
import { changeText, type Seen } from './live-change.ts';
import { judgeNews, type News, type PageState } from './live-news.ts';
import { shareNews } from './live-shared.ts';
import { chosenPlace, showPlace } from './place.ts';
import { serverClock } from './server-clock.ts';

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

/** What the whole page is said to be: from memory while the database is away, or a copy that was kept offline. */
function replaceNotices(fresh: Document): void {
  for (const old of document.querySelectorAll('[data-outage], [data-stored-copy], aside:has(> [data-newer])'))
    old.remove();
  const outage = fresh.querySelector('[data-outage]');
  if (outage !== null) document.body.prepend(document.adoptNode(outage));
}

/** Fetches this very page again and puts its live parts in place of ours: one rendering for all ways. */
async function refresh(): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const renderedAt = fresh.documentElement.dataset['renderedAt'];
  if (renderedAt !== undefined) document.documentElement.dataset['renderedAt'] = renderedAt;
  for (const [index, list] of [...document.querySelectorAll<HTMLElement>('[data-by-place]')].entries()) {
    const same = fresh.querySelectorAll<HTMLElement>('[data-by-place]')[index];
    if (same !== undefined && list.dataset['showAll'] === 'yes') same.dataset['showAll'] = 'yes';
  }
  replaceNotices(fresh);
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

function stateOf(page: Document, key: string | null): PageState {
  const showsAll = page.querySelector('[data-by-place][data-show-all="yes"]') !== null;
  return {
    key,
    renderedAt: page.documentElement.dataset['renderedAt'] ?? null,
    isStoredCopy: page.querySelector('[data-stored-copy]') !== null,
    saysOutage: page.querySelector('[data-outage]') !== null,
    alertIds: seenOn(page).map(({ alertId }) => alertId),
    isOneAlert: page.querySelector('[data-live="alert"]') !== null,
    place: showsAll ? null : (chosenPlace()?.adcode ?? null),
  };
}

/** After an answer that failed the page asks again by itself, not all pages at once. */
const AGAIN_MS = 10_000;
/** Where a reader looks at other places: what changed there is asked for at that moment. */
const ELSEWHERE = '[data-elsewhere] button, [data-choose], [data-forget-place]';

/**
 * Keeps `[data-live]` parts current. News say which alerts and regions changed, so a page that is not concerned asks
 * for nothing; one that is asks a little later, each at its own moment.
 */
export function startLiveAlerts(): void {
  if (document.querySelector('[data-live]') === null) return;
  let key: string | null = null;
  let isBehind = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (fromMs: number, spreadMs: number): void => {
    isBehind = false;
    clearTimeout(timer);
    timer = setTimeout(() => void refresh().catch(again), fromMs + Math.random() * spreadMs);
  };
  const again = (): void => {
    // What it shows is not what the key says.
    key = null;
    ask(AGAIN_MS, AGAIN_MS);
  };
  const onNews = (news: News, before: string | null): void => {
    serverClock().learn(news.now);
    ageOnce(document);
    document.documentElement.dataset['live'] = 'on';
    const verdict = judgeNews(stateOf(document, key), news, before);
    ({ key } = news);
    if (verdict === 'ask') ask(0, SPREAD_MS);
    else if (verdict === 'behind') isBehind = true;
  };
  shareNews(() => key, () => serverClock().now(), onNews); // prettier-ignore
  document.addEventListener('click', (event) => {
    if (isBehind && (event.target as Element | null)?.closest(ELSEWHERE) !== null) ask(0, 0);
  });
  document.addEventListener('visibilitychange', () => {
    if (isBehind && document.visibilityState === 'visible') ask(0, SPREAD_MS);
  });
}
