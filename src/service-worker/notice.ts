import type { NoteKind } from '../domain/device-note.ts';
import type { Instant } from '../domain/instant.ts';
import { LEVELS, type Level } from '../domain/level.ts';

/** One push as this device understands it: checked, for it may come from any version of the server or be damaged. */
export interface Notice {
  title: string;
  body: string;
  lang: string;
  /** The same tag replaces what is shown. */
  tag: string;
  /** A path of this site. */
  path: string;
  requireInteraction: boolean;
  /** Told without a sound. */
  silent: boolean;
  /** Null for a push that is about no particular alert. */
  alert: NoticeAlert | null;
  /** This portal about this device itself: a test, a reminder. Null for everything that is about the world. */
  note: { kind: NoteKind; nonce: string } | null;
}

export interface NoticeAlert {
  alertId: string;
  revision: number;
  isCancel: boolean;
  isWithdrawal: boolean;
  level: Level | null;
  sentAt: Instant;
  expiresAt: Instant;
  source: string;
  /** Which of this device's places it concerns; null when none any more. */
  place: string | null;
}

/** Shown when a push cannot be read: a person who was woken must at least learn where to look. */
export const UNREADABLE: Notice = {
  title: '有新的预警信息',
  body: '点开查看最新预警。',
  lang: 'zh-CN',
  tag: 'anlan',
  path: '/alerts/',
  requireInteraction: false,
  silent: false,
  alert: null,
  note: null,
};

/**
 * A push's text as a notice. Takes Declarative Web Push (`web_push: 8030`) and a bare notification alike. Anything
 * missing is filled from the generic notice; a link to another site is replaced by the alert's own page.
 */
export function readNotice(text: string | null, ownOrigin: string): Notice {
  const push = parsed(text);
  const n = asObject(push['web_push'] === 8030 ? push['notification'] : push);
  const title = asText(n['title'], 300);
  if (title === null) return UNREADABLE;
  const alert = asAlert(asObject(n['data']));
  const fallback = alert === null ? UNREADABLE.path : alertPath(alert.alertId);
  return {
    title,
    body: asText(n['body'], 2000) ?? '',
    lang: asText(n['lang'], 35) ?? UNREADABLE.lang,
    tag: asText(n['tag'], 200) ?? alert?.alertId ?? UNREADABLE.tag,
    path: ownPath(n['navigate'], ownOrigin) ?? fallback,
    requireInteraction: n['requireInteraction'] === true,
    silent: n['silent'] === true,
    alert,
    note: alert === null ? asNote(asObject(n['data'])) : null,
  };
}

export function alertPath(alertId: string): string {
  return `/alerts/${encodeURIComponent(alertId)}/`;
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text ?? 'null'));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asText(value: unknown, longest: number): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, longest) : null;
}

function ownPath(value: unknown, ownOrigin: string): string | null {
  const url = typeof value === 'string' ? URL.parse(value, ownOrigin) : null;
  return url !== null && url.origin === ownOrigin ? url.pathname + url.search + url.hash : null;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function asAlert(data: Record<string, unknown>): NoticeAlert | null {
  const { alertId, revision, sentAt, expiresAt } = data;
  if (typeof alertId !== 'string' || !/^[\w.-]{1,100}$/.test(alertId)) return null;
  if (typeof revision !== 'number' || !Number.isSafeInteger(revision) || revision < 1) return null;
  if (typeof sentAt !== 'string' || !INSTANT.test(sentAt)) return null;
  if (typeof expiresAt !== 'string' || !INSTANT.test(expiresAt)) return null;
  return {
    alertId,
    revision,
    isCancel: data['isCancel'] === true,
    isWithdrawal: data['isWithdrawal'] === true,
    level: LEVELS.find((level) => level === data['level']) ?? null,
    sentAt,
    expiresAt,
    source: asText(data['source'], 200) ?? '',
    place: typeof data['place'] === 'string' && /^\d{2,12}$/.test(data['place']) ? data['place'] : null,
  };
}

const NOTES: readonly NoteKind[] = ['test', 'call', 'unseen'];

function asNote(data: Record<string, unknown>): Notice['note'] {
  const kind = NOTES.find((one) => one === data['note']);
  const { nonce } = data;
  return kind !== undefined && typeof nonce === 'string' ? { kind, nonce: nonce.slice(0, 100) } : null;
}
