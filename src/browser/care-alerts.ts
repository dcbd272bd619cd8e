import { alertTitle } from '../domain/alert-title.ts';
import { LEVELS } from '../domain/level.ts';
import { PUSH_CACHE } from './offline-store.ts';
import { within } from './push.ts';

/** An alert as far as somebody needs it who picks up the telephone. */
export interface CareAlert {
  alertId: string;
  title: string;
  /** The first thing to do: what one reads out. */
  instruction: string;
  /** The places of this device that it concerns. */
  adcodes: readonly string[];
}

const PATIENCE_MS = 5000;

/**
 * The alerts in force for some places: from the server, and from what this device was pushed. Without an answer for
 * every place `isFresh` is false, and nobody may read an empty list as calm.
 */
export async function careAlerts(
  places: readonly string[],
): Promise<{ alerts: CareAlert[]; isFresh: boolean }> {
  const asked = await Promise.all(
    places.map((place) => within(PATIENCE_MS, listed(place)).catch(() => null)),
  );
  const alerts = new Map<string, CareAlert>();
  for (const pushed of await pushedAlerts().catch(() => [])) alerts.set(pushed.alertId, pushed);
  const isFresh = asked.every((answer) => answer !== null);
  // A push that the server no longer lists is over: cancelled while this device was away.
  if (isFresh && places.length > 0) alerts.clear();
  for (const answer of asked.flatMap((one) => one ?? [])) {
    const known = alerts.get(answer.alertId);
    const adcodes = [...new Set([...(known?.adcodes ?? []), ...answer.adcodes])];
    alerts.set(answer.alertId, { ...answer, adcodes });
  }
  return { alerts: [...alerts.values()], isFresh };
}

async function listed(place: string): Promise<CareAlert[]> {
  const answer = await fetch(`/api/alerts?region=${encodeURIComponent(place)}`, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { alerts } = (await answer.json()) as { alerts: Record<string, unknown>[] };
  return alerts.flatMap((one) => {
    const { id, state, level, hazard, do: instruction } = one;
    if (typeof id !== 'string' || state !== 'in-force') return [];
    const { name } = (hazard ?? {}) as { name?: unknown };
    const known = LEVELS.find((candidate) => candidate === level) ?? null;
    const title = alertTitle(typeof name === 'string' ? name : '', known);
    const words = typeof instruction === 'string' ? instruction : '';
    return [{ alertId: id, title, instruction: words, adcodes: [place] }];
  });
}

/** What the worker remembers of pushes (src/service-worker/push-memory.ts), as far as it still holds. */
async function pushedAlerts(): Promise<CareAlert[]> {
  const cache = await caches.open(PUSH_CACHE);
  const found: CareAlert[] = [];
  const now = new Date(Date.now()).toISOString();
  for (const request of await cache.keys()) {
    if (!new URL(request.url).pathname.startsWith('/-/push/')) continue;
    const notice = (await (await cache.match(request))?.json()) as {
      title?: string;
      body?: string;
      alert?: { alertId: string; isCancel: boolean; expiresAt: string; place?: string | null } | null;
    };
    const { alert, title = '', body = '' } = notice;
    if (!alert || alert.isCancel || alert.expiresAt <= now) continue;
    const adcodes = typeof alert.place === 'string' ? [alert.place] : [];
    found.push({ alertId: alert.alertId, title, instruction: body.split('\n')[0] ?? '', adcodes });
  }
  return found;
}
