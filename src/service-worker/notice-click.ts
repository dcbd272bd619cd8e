import { ACKNOWLEDGEMENT_NAME, type AcknowledgementKind } from '../domain/acknowledgement.ts';
import { carePath } from '../domain/push-action.ts';
import type { Answer } from '../browser/offline-store/answers.ts';
import type { Notice } from './notice.ts';
import type { NoticeData } from './notice-data.ts';

/** What a tap on a notification may do; the worker gives the real ones. */
export interface ClickEffects {
  /** Opens a page of this site, or brings it forward. */
  open: (path: string) => Promise<void>;
  answer: (alertId: string, kind: AcknowledgementKind, place: string) => Promise<Answer['state']>;
  /** Asks the browser to wake us when there is a network again. */
  retryLater: () => Promise<void>;
  lastPush: (alertId: string) => Promise<Notice | null>;
  /** Shows the message again without a sound, for it is still in force. */
  showAgain: (notice: Notice) => Promise<void>;
}

/**
 * 我已安全 and 已知晓 are counted without a page being opened, and said so in the message itself; 看怎么做 opens the stored
 * page; 电话告知家人 opens the numbers kept on this device. A tap beside the buttons opens the alert.
 */
export async function handleClick(action: string, data: unknown, effects: ClickEffects): Promise<void> {
  const { path, alertId, place } = asData(data);
  if (action === 'call' && alertId !== null) return effects.open(carePath(alertId));
  if ((action !== 'safe' && action !== 'known') || alertId === null) return effects.open(path);
  // Without a place nothing can be counted: the page asks.
  if (place === null) return effects.open(`${path}#answer`);
  const state = await effects.answer(alertId, action, place).catch(() => null);
  if (state === null) return effects.open(`${path}#answer`);
  if (state === 'waiting') await effects.retryLater().catch(() => undefined);
  const notice = await effects.lastPush(alertId).catch(() => null);
  if (notice === null) return;
  const said = ACKNOWLEDGEMENT_NAME[action];
  const note = {
    counted: `已记下“${said}”，不含姓名。`,
    waiting: `现在没有网，“${said}”会在有网时自动补报。`,
    refused: `这条预警已经结束，“${said}”没有计入。`,
  }[state];
  await effects.showAgain({ ...notice, body: `${note}\n${notice.body}` });
}

function asData(data: unknown): NoticeData {
  const { path, alertId, place } = (data ?? {}) as Partial<Record<keyof NoticeData, unknown>>;
  return {
    path: typeof path === 'string' ? path : '/alerts/',
    alertId: typeof alertId === 'string' ? alertId : null,
    place: typeof place === 'string' ? place : null,
  };
}
