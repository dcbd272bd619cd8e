import { changesBetween, isAboutPlace, type AlertChange, type AlertMark } from '../domain/alert-change.ts';
import type { Instant } from '../domain/instant.ts';

/** What a page is told: the server's time, the name of the present state, and what changed if that is known. */
export interface News {
  now: Instant;
  key: string;
  /** When the server last noticed a change; null when it did not say. */
  changedAt: Instant | null;
  /** Null: unknown, because the state seen before is long gone. */
  changes: readonly AlertChange[] | null;
  /** Set while the database is away. */
  keptSince: Instant | null;
}

/** What a page knows of itself when news come. */
export interface PageState {
  /** The state it shows; null before it was told any. */
  key: string | null;
  renderedAt: Instant | null;
  /** A copy the service worker gave out without the network. */
  isStoredCopy: boolean;
  /** It says that the database is away. */
  saysOutage: boolean;
  /** The alerts a person sees on it. */
  alertIds: readonly string[];
  /** It is about these alerts and no others: a bulletin's own page. */
  isOneAlert: boolean;
  /** The region whose bulletins it shows; null: all. */
  place: string | null;
}

/** `ask`: fetch this page again. `behind`: something elsewhere changed, to be fetched when the reader looks there. */
export type Verdict = 'ask' | 'behind' | 'nothing';

/** Whether news concern a page. `before` is the state the news start from; null: they stand for themselves. */
export function judgeNews(page: PageState, news: News, before: string | null): Verdict {
  if (page.isStoredCopy || page.saysOutage !== (news.keptSince !== null)) return 'ask';
  if (page.key === null)
    return page.renderedAt !== null && news.changedAt !== null && news.changedAt > page.renderedAt
      ? 'ask'
      : 'nothing';
  if (page.key === news.key) return 'nothing';
  if (news.changes === null || before !== page.key) return 'ask';
  return isConcerned(page, news.changes) ? 'ask' : 'behind';
}

function isConcerned(page: PageState, changes: readonly AlertChange[]): boolean {
  if (changes.some(({ id }) => page.alertIds.includes(id))) return true;
  if (page.isOneAlert) return false;
  const { place } = page;
  return place === null ? changes.length > 0 : changes.some((change) => isAboutPlace(change, place));
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 100;
const textOrNull = (value: unknown): string | null => (isText(value) ? value : null);

/** Reads an event's data; null when it is not in the form this page knows (a newer server, a proxy's words). */
export function readNews(data: unknown): News | null {
  const value = parsed(data);
  if (value === null || !isText(value['now']) || !isText(value['key'])) return null;
  return {
    now: value['now'],
    key: value['key'],
    changedAt: textOrNull(value['changedAt']),
    changes: Array.isArray(value['changes']) ? (value['changes'] as AlertChange[]) : null,
    keptSince: textOrNull(value['keptSince']),
  };
}

/** The same from the small summary that is asked for when there is no stream; `before` is the one asked for last. */
export function newsOfSummary(
  data: unknown,
  now: Instant,
  before: readonly AlertMark[] | null,
): { news: News; marks: readonly AlertMark[] } | null {
  const value = parsed(data);
  if (value === null || !isText(value['key']) || !Array.isArray(value['alerts'])) return null;
  const marks = value['alerts'] as AlertMark[];
  const changes = before === null ? null : changesBetween(before, marks);
  const [changedAt, keptSince] = [textOrNull(value['changedAt']), textOrNull(value['keptSince'])];
  return { news: { now, key: value['key'], changedAt, changes, keptSince }, marks };
}

function parsed(data: unknown): Record<string, unknown> | null {
  try {
    const value: unknown = typeof data === 'string' ? JSON.parse(data) : data;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
