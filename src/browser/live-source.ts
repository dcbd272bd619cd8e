import type { AlertMark } from '../domain/alert-change.ts';
import { toInstant } from '../domain/instant.ts';
import { newsOfSummary, readNews, type News } from './live-news.ts';

/** Without a stream: so often, and each device at a time of its own, so that a crowd is spread evenly. */
const POLL_MS = 12_000;
const POLL_SPREAD_MS = 8_000;
/** Asking that fails is asked less and less, for the server may be drowning. */
const POLL_MOST_MS = 120_000;
/** Then the stream is tried again: there may be room now. */
const STREAM_AGAIN_MS = 240_000;
const STREAM_AGAIN_SPREAD_MS = 120_000;

export interface NewsSource {
  stop(): void;
}

/**
 * Follows what is current: by the event stream, and where that is refused or missing by asking a small summary now and
 * then. `since` names the state seen last; `onNews` gets each piece with the state it starts from.
 */
export function followNews(
  since: string | null,
  onNews: (news: News, before: string | null) => void,
): NewsSource {
  let key = since;
  let marks: readonly AlertMark[] | null = null;
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let waitMs = POLL_MS;
  let isStopped = false;

  const pass = (news: News | null): void => {
    if (news === null || isStopped) return;
    const before = key;
    key = news.key;
    onNews(news, before);
  };

  const poll = async (): Promise<void> => {
    try {
      const answer = await fetch('/api/alerts/digest', { cache: 'no-cache' });
      if (!answer.ok) throw new Error(String(answer.status));
      const read = newsOfSummary(await answer.text(), serverTime(answer), marks);
      if (read === null) throw new Error('not a summary');
      ({ marks } = read);
      waitMs = POLL_MS;
      pass(read.news);
    } catch {
      waitMs = Math.min(waitMs * 2, POLL_MOST_MS);
    }
    if (!isStopped) timer = setTimeout(() => void poll(), waitMs + Math.random() * POLL_SPREAD_MS);
  };

  const startPolling = (): void => {
    timer = setTimeout(() => void poll(), Math.random() * POLL_SPREAD_MS);
    again = setTimeout(open, STREAM_AGAIN_MS + Math.random() * STREAM_AGAIN_SPREAD_MS);
  };

  const open = (): void => {
    clearTimeout(timer);
    if (!('EventSource' in globalThis)) return startPolling();
    const own = new EventSource(
      `/api/alerts/stream${key === null ? '' : `?since=${encodeURIComponent(key)}`}`,
    );
    stream = own;
    const take = ({ data }: MessageEvent): void => pass(readNews(data));
    own.addEventListener('hello', take);
    own.addEventListener('alerts', take);
    // Refused for good (too many readers): the browser does not come back by itself, after anything else it does.
    own.addEventListener('error', () => {
      if (own.readyState === EventSource.CLOSED && !isStopped) startPolling();
    });
  };

  open();
  return {
    stop() {
      isStopped = true;
      stream?.close();
      clearTimeout(timer);
      clearTimeout(again);
    },
  };
}

/** When the answer left the server: its own clock, and how long the answer lay in a cache on the way. */
function serverTime(answer: Response): string {
  const date = Date.parse(answer.headers.get('date') ?? '');
  const ageMs = Number(answer.headers.get('age') ?? 0) * 1000;
  return toInstant(Number.isNaN(date) ? Date.now() : date + (Number.isFinite(ageMs) ? ageMs : 0));
}
