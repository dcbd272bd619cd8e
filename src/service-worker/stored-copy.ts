import { toInstant, type Instant } from '../domain/instant.ts';
import { escaped } from './escaped.ts';
import { agoText, clockText, leftText } from '../domain/spoken-time.ts';

/**
 * Makes a stored page say that it is one: how old it is on top, every time text brought up to now, and what has expired
 * greyed. Done on the text of the page, because it must also hold where no script runs.
 */
export function withAge(html: string, savedAt: Instant, now: Instant, newer: readonly Newer[] = []): string {
  const bar =
    `<p class="stored-bar" role="status" data-stored-copy>离线副本 · 保存于 ${clockText(savedAt, now)}` +
    `（${agoText(savedAt, now)}）· 可能已有新的预警</p>` +
    newerList(newer);
  const aged = eachTag(html, (tag, rest) => {
    const ago = attribute(tag, 'data-ago');
    const left = attribute(tag, 'data-left');
    const end = attribute(tag, 'data-expires-at');
    if (ago !== null && isInstant(ago)) return { tag, text: agoText(ago, now) };
    if (left !== null && isInstant(left)) return { tag, text: leftText(left, now) };
    if (end !== null && isInstant(end) && now >= end) return { tag: ended(tag) + noteUnlessThere(rest) };
    if (/\sdata-calm[\s>=]/.test(tag)) return { tag: `${tag}<p><strong>${CALM_THEN}</strong></p>` };
    return null;
  });
  // The page's own script goes on from here: it cannot know how wrong the device was when the copy was kept.
  const judged = aged.replace(/<html\b/i, (tag) => `${tag} data-judged-at="${now}"`);
  const isMarked = judged.includes(MARKER);
  return isMarked
    ? judged.replace(MARKER, () => bar)
    : judged.replace(/<body\b[^>]*>/i, (body) => body + bar);
}

/** Something this device was pushed after the page was saved. */
export interface Newer {
  title: string;
  path: string;
}

/** Else an old calm page would contradict the warning on the same phone's lock screen. */
function newerList(newer: readonly Newer[]): string {
  if (newer.length === 0) return '';
  const items = newer.map(({ title, path }) => `<li><a href="${escaped(path)}">${escaped(title)}</a></li>`);
  return `<aside class="wrap" aria-label="保存以后收到的预警"><div class="note danger" data-newer><p><strong>这一页保存以后，本机又收到：</strong></p><ul>${items.join('')}</ul></div></aside>`;
}

const MARKER = '<!--stored-copy-->';
const CALM_THEN = '这是离线副本：下面只是保存时的情况，现在可能已有预警。';
const EXPIRED_NOTE = '<strong class="stored-ended">已过有效期</strong> ';

/**
 * The time to judge a stored page by. `answeredAt` is the server's clock when the page came, `storedAt` the device's at
 * the same moment: their difference is how wrong the device was, and a phone reset to 1970 must not keep a red warning
 * in force. Differences of a few minutes are the network's. Never earlier than the moment the page was saved.
 */
export function judgedTimes(
  answeredAt: Instant | null,
  storedAt: Instant,
  deviceNow: Instant,
): { savedAt: Instant; now: Instant } {
  const wrongByMs = answeredAt === null ? 0 : Date.parse(storedAt) - Date.parse(answeredAt);
  const shift = Math.abs(wrongByMs) > CLOCK_TRUST_MS ? wrongByMs : 0;
  const savedAt = toInstant(Date.parse(storedAt) - shift);
  const now = toInstant(Date.parse(deviceNow) - shift);
  return { savedAt, now: now < savedAt ? savedAt : now };
}

const CLOCK_TRUST_MS = 5 * 60_000;

const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);

/** Opening tags that carry one of our marks; quoted values may hold anything, a `>` too. */
const TAG = /<[a-z][\w-]*(?=[\s>])(?:[^"'<>]|"[^"]*"|'[^']*')*>/gi;

/** Rewrites opening tags; `text` replaces what follows up to the next tag (the marked elements hold text only). */
function eachTag(
  html: string,
  change: (tag: string, rest: string) => { tag: string; text?: string } | null,
): string {
  let out = '';
  let from = 0;
  for (const match of html.matchAll(TAG)) {
    const [tag] = match;
    if (match.index < from || !tag.includes('data-')) continue;
    const after = match.index + tag.length;
    const changed = change(tag, html.slice(after, after + NOTE_WITHIN));
    if (changed === null) continue;
    out += html.slice(from, match.index) + changed.tag;
    from = after;
    if (changed.text === undefined) continue;
    out += changed.text;
    from = Math.max(after, html.indexOf('<', after));
  }
  return out + html.slice(from);
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null;
}

function ended(tag: string): string {
  const state = tag.replace(/\sdata-state="[^"]*"/, '');
  // Nothing that has expired keeps its colour.
  const grey = state.replace(/\sclass="([^"]*)"/, (_, names: string) => {
    const kept = names.split(/\s+/).filter((name) => !/^level-(red|orange|yellow|blue)$/.test(name));
    return ` class="${kept.join(' ')}"`;
  });
  return grey.replace(/\s*\/?>$/, ' data-state="ended">');
}

/** A whole bulletin brings its own sentence, shown once it has ended; a line does not. */
const NOTE_WITHIN = 3000;
function noteUnlessThere(rest: string): string {
  const next = rest.search(/\sdata-expires-at="/);
  const own = next === -1 ? rest : rest.slice(0, next);
  return /\sclass="over"/.test(own) ? '' : EXPIRED_NOTE;
}
