import type { AcknowledgementKind } from '../../domain/acknowledgement.ts';
import { PUSH_CACHE } from '../offline-store.ts';

/**
 * What this device answered to an alert: 我已安全, 已知晓, 已电话告知. Kept here, so that it is said once, and said later
 * when there is no network now. The mark is drawn for one alert alone: two answers cannot be told to be one device's.
 */
export interface Answer {
  alertId: string;
  kind: AcknowledgementKind;
  adcode: string;
  mark: string;
  /** `refused`: the server wants it no more (the alert is long over); nothing more is tried. */
  state: 'waiting' | 'counted' | 'refused';
  at: number;
}

const PREFIX = '/-/answer/';
/** The server forgets marks after a month; an answer older than this is of no use to anyone. */
const KEPT_MS = 60 * 24 * 3_600_000;

/** `subject`: for 已电话告知 which person, by a key of this device. It is part of a name in our own cache, never sent. */
const keyOf = (alertId: string, kind: AcknowledgementKind, subject: string): string =>
  `${PREFIX}${[alertId, kind, subject].map(encodeURIComponent).join('/')}`;

function newMark(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** Says it, or keeps it to say it later. Saying it twice is saying it once. */
export async function giveAnswer(
  alertId: string,
  kind: AcknowledgementKind,
  adcode: string,
  subject = '',
): Promise<Answer['state']> {
  const cache = await caches.open(PUSH_CACHE);
  const key = keyOf(alertId, kind, subject);
  const known = await readAnswer(cache, key);
  if (known !== null && known.state !== 'waiting') return known.state;
  const answer = known ?? { alertId, kind, adcode, mark: newMark(), state: 'waiting', at: Date.now() };
  // Stored before it is sent: a page that is closed half way must not say it a second time as another device.
  await cache.put(key, Response.json(answer));
  return send(cache, key, answer);
}

/** For a finger that slipped: the server counts it no more. False when that could not be said now; it stays then. */
export async function takeBackAnswer(
  alertId: string,
  kind: AcknowledgementKind,
  subject = '',
): Promise<boolean> {
  const cache = await caches.open(PUSH_CACHE);
  const key = keyOf(alertId, kind, subject);
  const known = await readAnswer(cache, key);
  if (known?.state === 'counted') {
    const answer = await post('DELETE', { alertId, kind, mark: known.mark }).catch(() => null);
    if (answer?.ok !== true) return false;
  }
  return cache.delete(key);
}

/** The state of one answer; null when it was never given. */
export async function answerOf(
  alertId: string,
  kind: AcknowledgementKind,
  subject = '',
): Promise<Answer['state'] | null> {
  const known = await readAnswer(await caches.open(PUSH_CACHE), keyOf(alertId, kind, subject));
  return known?.state ?? null;
}

/** Says what could not be said before. True when nothing waits any more. */
export async function sendWaiting(): Promise<boolean> {
  const cache = await caches.open(PUSH_CACHE);
  let isDone = true;
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(PREFIX)) continue;
    const answer = await readAnswer(cache, pathname);
    if (answer === null || Date.now() - answer.at > KEPT_MS) await cache.delete(request);
    else if (answer.state === 'waiting' && (await send(cache, pathname, answer)) === 'waiting')
      isDone = false;
  }
  return isDone;
}

async function send(cache: Cache, key: string, answer: Answer): Promise<Answer['state']> {
  const { alertId, kind, adcode, mark } = answer;
  const reply = await post('POST', { alertId, kind, adcode, mark }).catch(() => null);
  // A server that is down or asks for patience is asked again; one that says no is not.
  const isLater = reply === null || reply.status >= 500 || reply.status === 429;
  const state = isLater ? 'waiting' : reply.ok ? 'counted' : 'refused';
  if (state !== 'waiting') await cache.put(key, Response.json({ ...answer, state }));
  return state;
}

const post = (method: string, body: object): Promise<Response> =>
  fetch('/api/acknowledgements', {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    // Nothing about this device goes along.
    credentials: 'omit',
  });

async function readAnswer(cache: Cache, key: string): Promise<Answer | null> {
  const stored = await cache.match(key);
  try {
    // Written by this file alone, in this shape.
    return stored === undefined ? null : ((await stored.json()) as Answer);
  } catch {
    return null;
  }
}
