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
  /** What the family calls a place of theirs; null when they gave it no name. */
  labelOf: (place: string) => Promise<string | null>;
  /** Tells open pages what became of a message about this device: the one that waits for it hears it. */
  tellPages: (note: NonNullable<Notice['note']>, isShown: boolean) => Promise<void>;
}

/** `alert`: sound and vibration. `quiet`: the person has been told this before. */
export type Manner = 'alert' | 'quiet';

/**
 * Shows something for every push, whatever is in it: a browser that sees nothing shown takes the permission away.
 * Push services keep no order, so an older revision that arrives after a newer one shows the newer one again, silently.
 */
export async function handlePush(text: string | null, effects: PushEffects): Promise<void> {
  const notice = readNotice(text, effects.ownOrigin);
  const shown = await decide(notice, effects).catch(() => ({
    notice,
    manner: 'alert' as const,
    isNew: true,
  }));
  const labelled = await withLabel(shown.notice, effects).catch(() => shown.notice);
  const [showing] = await Promise.allSettled([
    effects.show(labelled, shown.manner).catch(() => effects.show(UNREADABLE, 'alert')),
  ]);
  if (notice.note !== null)
    await effects.tellPages(notice.note, showing.status === 'fulfilled').catch(() => undefined);
  if (shown.notice === notice && shown.isNew && notice.alert !== null) {
    // After showing, and whether or not it could be shown: a full disk must not cost the warning, nor a
    // withdrawn permission the page.
    await effects.rememberPush(notice.alert.alertId, notice).catch(() => undefined);
    await effects.keepAlertPage(notice).catch(() => undefined);
  }
  if (showing.status === 'rejected') throw showing.reason;
}

interface Decision {
  notice: Notice;
  manner: Manner;
  /** Said for the first time: to be remembered, and to be the stored page. */
  isNew: boolean;
}

async function decide(notice: Notice, effects: PushEffects): Promise<Decision> {
  const { alert } = notice;
  if (alert === null) return { notice, manner: 'alert', isNew: false };
  const last = await effects.lastPush(alert.alertId);
  const lastRevision = last?.alert?.revision ?? 0;
  if (last !== null && lastRevision > alert.revision) return { notice: last, manner: 'quiet', isNew: false };
  if (!alert.isCancel && alert.expiresAt <= effects.now())
    return {
      notice: { ...notice, title: `（已过有效期）${notice.title}`, requireInteraction: false },
      manner: 'quiet',
      isNew: false,
    };
  const isNew = lastRevision < alert.revision;
  return { notice, manner: isNew && !notice.silent ? 'alert' : 'quiet', isNew };
}

/** Whose place it is, in the family's own word, which only this device knows. */
async function withLabel(notice: Notice, effects: PushEffects): Promise<Notice> {
  const place = notice.alert?.place ?? null;
  const label = place === null ? null : await effects.labelOf(place);
  return label === null ? notice : { ...notice, body: `您关注的“${label}”：\n${notice.body}` };
}
