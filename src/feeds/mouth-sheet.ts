import type { Level } from '../domain/level.ts';
import { dayClock } from '../domain/mouth-clock.ts';
import { fitPlaces } from '../domain/mouth-places.ts';
import type { MouthView, SaidPart } from '../domain/mouth-view.ts';
import { changeOf, closingOf, marksOf, titleOf, verbOf } from '../domain/mouth-words.ts';

/** One part as a sheet sets it: what it is, where, until when, what to do. */
export interface SheetPart {
  level: Level | null;
  title: string;
  area: string;
  time: string;
  actions: readonly string[];
  /** 怎么做, or 本站提示 where the words are our guide's. */
  actionLabel: string;
}

/** What is set large for people: the wall, the A4 notice, the picture. Each sets it in its own type, none adds a word. */
export interface Sheet {
  kind: 'alert' | 'drill';
  /** 【演练】 first. */
  marks: readonly string[];
  parts: readonly SheetPart[];
  change: string | null;
  closing: string | null;
  source: string;
  /** `7月1日 10:34 发布`. */
  sent: string;
  pageUrl: string;
  /** Nothing of it may look current. */
  isPast: boolean;
}

/** How much a sheet holds, in characters; what does not fit is left out at a sentence or a place, never within. */
export interface SheetRoom {
  places: number;
  actions: number;
  sentences: number;
}

/** From this room on places stand as the authority describes them, however long. */
const ALL_PLACES = 2000;
export const ROOMY: SheetRoom = { places: ALL_PLACES, actions: 2000, sentences: 20 };
export const SCREEN_ROOM: SheetRoom = { places: 60, actions: 90, sentences: 3 };
export const PICTURE_ROOM: SheetRoom = { places: 90, actions: 150, sentences: 5 };

export function sheetOf(view: MouthView, room: SheetRoom): Sheet {
  return {
    kind: view.kind,
    marks: marksOf(view),
    parts: view.parts.map((part, index) => sheetPart(view, part, index === 0, room)),
    change: changeOf(view),
    closing: closingOf(view),
    source: view.source,
    sent: `${dayClock(view.sentAt, view.now)} ${verbOf(view)}`,
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
    actions: isFirst ? fitActions(part.actions.sentences, room) : [],
    actionLabel: part.actions.isFromGuide ? '本站提示' : '怎么做',
  };
}

function timeOf(view: MouthView, part: SaidPart): string {
  if (view.action === 'cancel') return '';
  const start = part.startsAt === null ? '' : `${dayClock(part.startsAt, view.now)} 起，`;
  const end = dayClock(part.endsAt, view.now);
  return part.isEndStated ? `${start}至 ${end}` : `${start}没有写明到什么时候，本站展示至 ${end}`;
}

/** Whole sentences only; the first always, however long: better a full line than nothing to do. */
function fitActions(sentences: readonly string[], room: SheetRoom): string[] {
  const told: string[] = [];
  let used = 0;
  for (const sentence of sentences.slice(0, room.sentences)) {
    used += sentence.length;
    if (told.length > 0 && used > room.actions) break;
    told.push(sentence);
  }
  return told;
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
    sheet.change === null ? '' : `变化：${sheet.change}`,
    sheet.closing === null ? '' : `说明：${sheet.closing}`,
    `发布单位：${sheet.source}`,
    `发布时间：${sheet.sent}`,
    `最新情况：${sheet.pageUrl}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
