import type { CallMinutes } from '../domain/call-report.ts';
import { DEFAULT_CALL_MINUTES } from '../domain/call-report.ts';
import { LEVELS, type Level } from '../domain/level.ts';
import type { CallBookRecord } from './care-calls-store.ts';
import { deviceSubscription, send, within } from './push.ts';

/** What the server told this device; everything else it knows by itself. */
export interface CallDuty {
  /** `offline`: not asked. `signed-out`: the list works, the counts wait. */
  access: 'signed-in' | 'signed-out' | 'not-officer' | 'offline';
  /** The places the signed-in officer may report for. */
  places: readonly { adcode: string; name: string }[];
  minutes: CallMinutes;
}

export interface CalledAlert {
  alertId: string;
  headline: string;
  level: Level | null;
  sentAt: string;
}

const PATIENCE_MS = 6000;

export async function askDuty(): Promise<CallDuty> {
  const nothing = { places: [], minutes: DEFAULT_CALL_MINUTES };
  const answer = await within(PATIENCE_MS, fetch('/api/staff/calls')).catch(() => null);
  if (answer === null || answer.status >= 500) return { access: 'offline', ...nothing };
  if (answer.status === 401) return { access: 'signed-out', ...nothing };
  if (!answer.ok) return { access: 'not-officer', ...nothing };
  const { isOfficer, places, minutes } = (await answer.json()) as CallDuty & { isOfficer: boolean };
  return { access: isOfficer ? 'signed-in' : 'not-officer', places, minutes };
}

/** The alerts in force for the place; null when nobody answered, which is not calm. */
export async function askAlerts(adcode: string): Promise<CalledAlert[] | null> {
  const answer = await within(PATIENCE_MS, fetch(`/api/alerts?region=${adcode}`)).catch(() => null);
  if (answer?.ok !== true) return null;
  const { alerts } = (await answer.json()) as { alerts: Record<string, unknown>[] };
  const seen = new Set<unknown>();
  return alerts.flatMap(({ id, state, headline, level, sent }) => {
    if (state !== 'in-force' || seen.has(id) || typeof id !== 'string') return [];
    seen.add(id);
    const known = LEVELS.find((one) => one === level) ?? null;
    return [{ alertId: id, headline: String(headline), level: known, sentAt: String(sent) }];
  });
}

/** Tells the server every count that it has not taken. Answers those that it took, or will never take. */
export async function reportUnsent(book: CallBookRecord): Promise<string[]> {
  const { device, adcode } = book;
  const settled: string[] = [];
  for (const [alertId, counts] of Object.entries(book.unsent)) {
    const body = { alertId, adcode, device, ...counts };
    const answer = await send('POST', '/api/staff/calls/report', body).catch(() => null);
    // Signed out, a busy server, no network: it waits. Only an alert that is no more, or a place not ours, is given up.
    if (answer?.ok === true || (answer !== null && [403, 404, 422].includes(answer.status)))
      settled.push(alertId);
  }
  return settled;
}

/** Asks to be reminded on this very device, or no more. Answers the sentence to show; null when it is done. */
export async function setReminder(book: CallBookRecord, isWanted: boolean): Promise<string | null> {
  const { device, adcode } = book;
  if (!isWanted) {
    const answer = await send('DELETE', '/api/staff/calls/device', { device }).catch(() => null);
    return answer?.ok === true ? null : '没有网，没有改成，请过一会儿再试。';
  }
  const endpoint = 'serviceWorker' in navigator ? (await deviceSubscription())?.endpoint : undefined;
  if (endpoint === undefined) return '这台设备还没有订阅通知，请先到“订阅预警”里订阅。';
  const answer = await send('POST', '/api/staff/calls/device', { device, adcode, endpoint }).catch(
    () => null,
  );
  if (answer?.ok === true) return null;
  return answer?.status === 401 ? '请先登录工作台。' : '没有成功，请过一会儿再试。';
}
