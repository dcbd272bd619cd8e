import type { Instant } from '../domain/instant.ts';
import { readNotice, UNREADABLE, type Notice } from './notice.ts';

/** What a push may do to the device; the worker gives the real ones. */
export interface PushEffects {
  ownOrigin: string;
  now: () => Instant;
  show: (notice: Notice, manner: Manner) => Promise<void>;
  /** The newest push seen of an alert. */
  lastPush: (alertId: string) => Promise<Notice | null>;
  rememberPush: (alertId: string, notice: Notice) => Promise<void>;
  /** Keeps a page with the push's words, so that a tap opens it without a network. */
  keepAlertPage: (notice: Notice) => Promise<void>;
}

/** `alert`: sound and vibration. `quiet`: the person has been told this before. */
export type Manner = 'alert' | 'quiet';

/**
 * Shows something for every push, whatever is in it: a browser that sees nothing shown takes the permission away.
 * Push services keep no order, so an older revision that arrives after a newer one shows the newer one again, silently.
 */
export async function handlePush(text: string | null, effects: PushEffects): Promise<void> {
  const notice = readNotice(text, effects.ownOrigin);
  const shown = await decide(notice, effects).catch(() => ({ notice, manner: 'alert' as const }));
  const [showing] = await Promise.allSettled([
    effects.show(shown.notice, shown.manner).catch(() => effects.show(UNREADABLE, 'alert')),
  ]);
  if (shown.notice === notice && shown.manner === 'alert' && notice.alert !== null) {
    // After showing, and whether or not it could be shown: a full disk must not cost the warning, nor a
    // withdrawn permission the page.
    await effects.rememberPush(notice.alert.alertId, notice).catch(() => undefined);
    await effects.keepAlertPage(notice).catch(() => undefined);
  }
  if (showing.status === 'rejected') throw showing.reason;
}

async function decide(notice: Notice, effects: PushEffects): Promise<{ notice: Notice; manner: Manner }> {
  const { alert } = notice;
  if (alert === null) return { notice, manner: 'alert' };
  const last = await effects.lastPush(alert.alertId);
  const lastRevision = last?.alert?.revision ?? 0;
  if (last !== null && lastRevision > alert.revision) return { notice: last, manner: 'quiet' };
  if (!alert.isCancel && alert.expiresAt <= effects.now())
    return {
      notice: { ...notice, title: `（已过有效期）${notice.title}`, requireInteraction: false },
      manner: 'quiet',
    };
  return { notice, manner: lastRevision === alert.revision ? 'quiet' : 'alert' };
}
