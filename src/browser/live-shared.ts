import { followNews, type NewsSource } from './live-source.ts';
import type { News } from './live-news.ts';

const NAME = 'anlan-live';

/** What the pages of one browser say to each other. */
type Message = { kind: 'news'; news: News; before: string | null } | { kind: 'ask' };

/**
 * One stream for all pages of this browser: the page that holds the lock keeps it and passes on what it hears. Only a
 * page in sight holds or waits for it, so with none in sight nothing is open, and a page that a phone puts to sleep
 * never holds up the others. Browsers without locks keep a stream for each page in sight.
 */
export function shareNews(
  knownKey: () => string | null,
  now: () => string,
  onNews: (news: News, before: string | null) => void,
): void {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;
  let latest: News | null = null;
  let source: NewsSource | null = null;
  let leave: (() => void) | null = null;

  const lead = (): void => {
    source = followNews(knownKey(), (news, before) => {
      latest = news;
      channel?.postMessage({ kind: 'news', news, before } satisfies Message);
      onNews(news, before);
    });
  };
  const stopLeading = (): void => {
    source?.stop();
    source = null;
  };

  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    // Out of sight nothing is asked for; it hears the state when it is seen again.
    if (leave === null) return;
    if (data.kind === 'news') onNews(data.news, data.before);
    else if (source !== null && latest !== null)
      // The state as it stands, by the clock as it is now; what led to it is past.
      channel.postMessage({
        kind: 'news',
        news: { ...latest, now: now(), changes: null },
        before: null,
      } satisfies Message);
  });

  const enter = (): void => {
    if (leave !== null) return;
    if (!('locks' in navigator) || channel === null) {
      lead();
      leave = stopLeading;
      return;
    }
    const leaving = new AbortController();
    const held = new Promise<void>((resolve) => {
      leave = () => {
        stopLeading();
        leaving.abort();
        resolve();
      };
    });
    channel.postMessage({ kind: 'ask' } satisfies Message);
    navigator.locks
      .request(NAME, { signal: leaving.signal }, () => {
        lead();
        return held;
      })
      .catch(() => undefined); // went out of sight while waiting
  };

  const follow = (): void => {
    if (document.visibilityState === 'hidden') {
      leave?.();
      leave = null;
    } else enter();
  };
  document.addEventListener('visibilitychange', follow);
  // A page kept for the way back must let go of the lock, or the browser will not keep it.
  addEventListener('pagehide', () => {
    leave?.();
    leave = null;
  });
  addEventListener('pageshow', follow);
  follow();
}
