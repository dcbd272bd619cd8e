import type { Instant } from './instant.ts';
import type { Level } from './level.ts';
import { dayClock } from './mouth-clock.ts';
import { shortenings } from './mouth-action.ts';
import { fitPlaces } from './mouth-places.ts';
import type { MouthView, SaidPart } from './mouth-view.ts';
import { oneLine } from './short-text.ts';
import { changeOf, closingOf, marksOf, titleOf, verbOf } from './mouth-words.ts';

/** One part as a sheet sets it: what it is, where, until when, what to do. */
export interface SheetPart {
  level: Level | null;
  title: string;
  area: string;
  time: string;
  actions: readonly string[];
  /** 怎么做, or 本站提示 where the words are our guide's. */
  actionLabel: string;
  /** From here on it must not look current; null: it has no end of its own. */
  endsAt: Instant | null;
}

/** What is set large for people: the wall, the A4 notice, the picture. Each sets it in its own type, none adds a word. */
export interface Sheet {
  kind: 'alert' | 'drill';
  /** 【演练】 first. */
  marks: readonly string[];
  parts: readonly SheetPart[];
  change: string | null;
  closing: string | null;
  /** What happens, in the authority's words, where there is room for all of them. */
  background: string | null;
  source: string;
  /** `7月1日 10:34 发布`. */
  sent: string;
  sentAt: Instant;
  pageUrl: string;
  /** Nothing of it may look current. */
  isPast: boolean;
}

/** How much a sheet holds, in characters; what does not fit is left out at a sentence or a place, never within. */
export interface SheetRoom {
  places: number;
  actions: number;
  sentences: number;
  background?: number;
}

/** From this room on places stand as the authority describes them, however long. */
const ALL_PLACES = 2000;
export const ROOMY: SheetRoom = { places: ALL_PLACES, actions: 2000, sentences: 20 };
/** One A4 page, whatever is written: measured with the longest of each. */
export const NOTICE_ROOM: SheetRoom = { places: 240, actions: 380, sentences: 10, background: 200 };
export const SCREEN_ROOM: SheetRoom = { places: 44, actions: 72, sentences: 3 };
export const PICTURE_ROOM: SheetRoom = { places: 90, actions: 150, sentences: 5 };

export function sheetOf(view: MouthView, room: SheetRoom): Sheet {
  return {
    kind: view.kind,
    marks: marksOf(view),
    parts: view.parts.map((part, index) => sheetPart(view, part, index === 0, room)),
    change: changeOf(view),
    closing: closingOf(view),
    background: backgroundOf(view, room.background ?? 0),
    source: view.source,
    sent: `${dayClock(view.sentAt, view.now)} ${verbOf(view)}`,
    sentAt: view.sentAt,
    pageUrl: view.pageUrl,
    isPast: view.action === 'cancel' || view.isOver || (view.kind === 'alert' && view.isSuperseded),
  };
}

function sheetPart(view: MouthView, part: SaidPart, isFirst: boolean, room: SheetRoom): SheetPart {
  return {
    level: part.level,
    title: titleOf(part),
    area:
      room.places >= ALL_PLACES
        ? part.placesInFull.join('、')
        : fitPlaces(part.places, Math.floor(room.places / view.parts.length)),
    time: timeOf(view, part),
    actions: isFirst ? fitActions(part.actions.sentences, { ...room, actions: actionRoom(view, room) }) : [],
    actionLabel: part.actions.isFromGuide ? '本站提示' : '怎么做',
    endsAt: view.action === 'cancel' ? null : part.endsAt,
  };
}

function timeOf(view: MouthView, part: SaidPart): string {
  if (view.action === 'cancel') return '';
  const start = part.startsAt === null ? '' : `${dayClock(part.startsAt, view.now)} 起，`;
  const end = dayClock(part.endsAt, view.now);
  return part.isEndStated ? `${start}至 ${end}` : `${start}没有写明到什么时候，本站展示至 ${end}`;
}

function backgroundOf(view: MouthView, most: number): string | null {
  const words = oneLine(view.parts[0]?.bulletin.description ?? '');
  return words !== '' && words.length <= most ? words : null;
}

/** Each further level takes its lines from what to do; some always stays. */
const LINE_CHARACTERS = 24;
const actionRoom = (view: MouthView, room: SheetRoom): number =>
  Math.max(Math.min(room.actions, 110), room.actions - LINE_CHARACTERS * (view.parts.length - 1));

/** Whole sentences only. A first one that is too long by itself is cut at a clause, else where the room ends. */
function fitActions(sentences: readonly string[], room: SheetRoom): string[] {
  const told: string[] = [];
  let used = 0;
  for (const sentence of sentences.slice(0, room.sentences)) {
    const fair = told.length > 0 ? sentence : shortened(sentence, room.actions);
    used += fair.length;
    if (used > room.actions) break;
    told.push(fair);
  }
  return told;
}

function shortened(sentence: string, most: number): string {
  const fair = shortenings(sentence).find((one) => one.length <= most);
  return (
    fair ??
    `${[...sentence]
      .slice(0, most - 1)
      .join('')
      .slice(0, most - 1)}…`
  );
}

/** The sheet as labelled lines: what a reader without eyes gets, and what the agreement check reads. */
export function sheetText(sheet: Sheet): string {
  const parts = sheet.parts.flatMap((part) => [
    part.title,
    `范围：${part.area}`,
    part.time === '' ? '' : `时间：${part.time}`,
    part.actions.length === 0 ? '' : `${part.actionLabel}：${part.actions.join('')}`,
  ]);
  const [title = '', ...rest] = parts;
  return [
    `${sheet.marks.join('')}${title}`,
    ...rest,
    sheet.background === null ? '' : `情况：${sheet.background}`,
    sheet.change === null ? '' : `变化：${sheet.change}`,
    sheet.closing === null ? '' : `说明：${sheet.closing}`,
    `发布单位：${sheet.source}`,
    `发布时间：${sheet.sent}`,
    `最新情况：${sheet.pageUrl}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
