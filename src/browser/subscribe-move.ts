import { readWish } from '../domain/wish-json.ts';
import { asLabels, readChoice, type PlaceLabels, type SubscriptionChoice } from './offline-store.ts';
import { deviceSubscription, problemOf, send } from './push.ts';

/*
 * Carrying a wish to another device. The link's secret and the family's names for their places stand behind `#`, which
 * no browser sends anywhere: the server learns neither, and no log holds the link.
 */

const MARK = '#move=';

export interface MoveLink {
  url: string;
  expiresAt: string;
}

/** A link that opens once within a quarter of an hour; or why there is none. */
export async function makeMoveLink(): Promise<MoveLink | { problem: string }> {
  const subscription = await deviceSubscription();
  if (subscription === null) return { problem: '这台设备还没有订阅，先订阅再换设备。' };
  const answer = await send('POST', '/api/subscriptions/handover', { endpoint: subscription.endpoint });
  if (!answer.ok) return problemOf(answer);
  const { secret, expiresAt } = (await answer.json()) as { secret: string; expiresAt: string };
  const labels = (await readChoice().catch(() => null))?.labels ?? {};
  const names = Object.keys(labels).length === 0 ? '' : `.${encoded(labels)}`;
  return { url: `${location.origin}/subscribe/${MARK}${secret}${names}`, expiresAt };
}

/**
 * The wish that the link of this address carries; null when the link was used or is too old; undefined when the
 * address is no such link. The secret leaves the address bar at once, so that nobody bookmarks or shares a dead one.
 */
export async function takeMoved(): Promise<SubscriptionChoice | null | undefined> {
  if (!location.hash.startsWith(MARK)) return undefined;
  const [secret = '', names] = location.hash.slice(MARK.length).split('.');
  history.replaceState(null, '', location.pathname);
  const answer = await send('POST', '/api/subscriptions/handover/take', { secret });
  if (!answer.ok) return null;
  const wish = readWish(((await answer.json()) as { wish?: unknown }).wish);
  return wish === null ? null : { wish, labels: decoded(names) };
}

function encoded(labels: PlaceLabels): string {
  const bytes = new TextEncoder().encode(JSON.stringify(labels));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

function decoded(text: string | undefined): PlaceLabels {
  try {
    const binary = atob((text ?? '').replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return asLabels(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return {};
  }
}
