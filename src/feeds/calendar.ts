import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { alertTitle } from '../domain/alert-title.ts';
import type { AlertPart, AlertRevision } from '../domain/alert.ts';
import { partEndsAt, partsFor } from '../domain/alert-state.ts';
import { toMs } from '../domain/instant.ts';
import { levelRank } from '../domain/level.ts';
import type { Adcode } from '../domain/region.ts';
import { fitText, oneLine } from '../domain/short-text.ts';
import { fullClockText } from '../domain/spoken-time.ts';

export interface CalendarContext {
  /** Public address of the portal. */
  baseUrl: string;
  region: Adcode;
  /** The region as people call it. */
  place: string;
}

/** Calendar programs ask again when they like, many only a few times a day. Said in every entry, first. */
const HONEST = '日历几个小时才更新一次，收到预警要看手机通知、本站网页和大喇叭，不能靠日历。';
const PREFIX = { issue: '', update: '【更新】', cancel: '【解除】' } as const;

/**
 * The bulletins of one place as calendar entries from onset to end. An entry keeps its UID for ever and counts its
 * revisions, so that a cancelled warning is struck out instead of vanishing; nothing rings and nobody is shown busy.
 */
export function writeCalendar(revisions: readonly AlertRevision[], context: CalendarContext): string {
  const name = `${context.place}预警（更新慢，只供查阅）`;
  const calendar = ical({
    name,
    prodId: '//anlan//alerts//ZH',
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  for (const revision of revisions) {
    const parts = partsFor(revision.parts, context.region).toSorted(
      (a, b) => levelRank(a.level) - levelRank(b.level),
    );
    const [first] = parts;
    if (first === undefined) continue;
    const url = new URL(`/alerts/${encodeURIComponent(revision.alertId)}/`, context.baseUrl).href;
    const start = first.onsetAt ?? first.effectiveAt;
    const end = parts.map((part) => partEndsAt(part, revision.sentAt)).reduce((a, b) => (a > b ? a : b));
    calendar.createEvent({
      id: `${revision.alertId}@anlan`,
      sequence: revision.revision - 1,
      stamp: new Date(revision.sentAt),
      start: new Date(start),
      // A calendar drops what ends before it begins.
      end: new Date(Math.max(toMs(end), toMs(start) + 60_000)),
      summary: titleOf(revision, first),
      description: bodyOf(revision, first, url),
      status: revision.action === 'cancel' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
      url,
    });
  }
  return calendar.toString();
}

function titleOf(revision: AlertRevision, part: AlertPart): string {
  const hazard = fitText(oneLine(part.hazard.name), 60);
  const prefix = revision.isWithdrawal === true ? '【撤回转发】' : PREFIX[revision.action];
  const demo = revision.isDemonstration ? '【演示数据】' : '';
  return `${demo}${prefix}${alertTitle(hazard, part.level)}${part.level === null ? '（未分级）' : ''}`;
}

function bodyOf(revision: AlertRevision, part: AlertPart, url: string): string {
  const bulletin = part.bulletins[0];
  const stated = part.expiresAt === null ? '未写明有效期，本站展示至' : '有效至';
  return [
    HONEST,
    revision.action === 'cancel' ? '这条预警已经结束。' : '',
    `${stated}${fullClockText(partEndsAt(part, revision.sentAt))}（北京时间）`,
    fitText(oneLine(bulletin?.instruction ?? ''), 1500),
    fitText(oneLine(bulletin?.description ?? ''), 1500),
    `${fitText(oneLine(revision.source), 120)} ${fullClockText(revision.sentAt)}发布`,
    `最新情况：${url}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
