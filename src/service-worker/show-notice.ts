import { pushActions } from '../domain/push-action.ts';
import type { Manner } from './handle-push.ts';
import type { NoticeData } from './notice-data.ts';
import type { Notice } from './notice.ts';

declare const self: ServiceWorkerGlobalScope;

/** In no browser's types yet; unknown ones are ignored. */
type Options = NotificationOptions & {
  renotify?: boolean;
  timestamp?: number;
  actions?: { action: string; title: string }[];
};

/**
 * Shows a notice, with the buttons this browser has room for. `isAnswered`: the person has just said that they are
 * safe, and is not asked again.
 */
export async function showNotice(notice: Notice, manner: Manner, isAnswered = false): Promise<void> {
  const { alert } = notice;
  const data: NoticeData = {
    path: notice.path,
    alertId: alert?.alertId ?? null,
    place: alert?.place ?? null,
  };
  const isOpen = alert !== null && !alert.isCancel;
  const all = isOpen ? pushActions(alert.level) : [];
  const actions = all.filter(({ action }) => !isAnswered || action === 'guide' || action === 'call');
  const options: Options = {
    body: notice.body,
    lang: notice.lang,
    dir: 'auto',
    tag: notice.tag,
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    data,
    requireInteraction: notice.requireInteraction && !isAnswered,
    renotify: manner === 'alert',
    silent: manner === 'quiet',
    ...(actions.length === 0 ? {} : { actions: actions.map(({ action, title }) => ({ action, title })) }),
    ...(alert === null ? {} : { timestamp: Date.parse(alert.sentAt) }),
  };
  await self.registration.showNotification(notice.title, options);
}
