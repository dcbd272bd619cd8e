import type { AlertAction } from './alert.ts';
import { findDates, type DateMention } from './bulletin-date.ts';
import { findPlaces } from './bulletin-places.ts';
import { readIssuers, type Issuer } from './bulletin-issuer.ts';
import type { LevelReading } from './bulletin-level.ts';
import { readWarningObject } from './bulletin-object.ts';
import { readPredicate, type Predicate } from './bulletin-predicate.ts';
import type { EventCodes } from './event-code.ts';
import type { Level } from './level.ts';
import type { Gazetteer } from './region.ts';

/** One sentence that issues, changes or lifts a warning, as read. */
export interface IssuingClause {
  /** Offsets from the issuer's first character to the end of 预警信号 and its bracket. */
  start: number;
  end: number;
  issuers: readonly Issuer[];
  date: DateMention | null;
  action: AlertAction;
  actionWord: string;
  hazard: { code: string | null; name: string } | null;
  level: LevelReading;
  previousLevel: Level | null;
  /** Words that say where, between verb and hazard. */
  scope: string;
  isChange: boolean;
}

export interface Lexicon {
  gazetteer: Gazetteer;
  eventCodes: EventCodes;
}

/** How far before 预警 a sentence may begin: 过去3小时…，…气象台于…将…. */
const LONGEST_LEFT = 320;
/** More mentions than any paste of bulletins holds; the rest of a hostile text is not looked at. */
const MOST_MENTIONS = 3000;
const STOP = /[。;!?\n]/;
const MENTIONS =
  /^(?:受|据|根据|按照|鉴于|由于|因|因为|继|接|接到|依据|从|对|对于|针对|转发|转|响应|落实|收到|按|随着|在|经查|关注|查看|截至|自(?!然资源|治[区州县旗])|如|若|当)(?=[\u3400-\u9fff])/;
const LEAD_IN =
  /^(?:经|由|现|今天|今日|昨天|昨日|上午|下午|中午|凌晨|早上|晚上|傍晚|夜间|今|日前|刚刚|近日|最新|快讯|目前|预警|提醒|注意|通知|发布|关于|[0-9]+[.、)]|[-*·•#>、\s])+/;
const LINK =
  /(?:联合|共同|会商|研判|分别|同时|于|在|已|已于|特|现|决定|关于|发布|印发|下发|通知|今[天日晨晚早]|昨[天日晚]|刚刚|\(\s*\)|:|,|、|\s)+$/;
/** 「…气象台根据最新资料分析」: what an issuer says before it acts. */
const AND_THEN =
  /^(.{2,30}?(?:台|局|部|厅|中心|站|委|办|室))(?:根据|依据|按照|结合|综合|经|会商|预计|联合会商|研判|最新)/;

function sentenceStart(text: string, at: number): number {
  const floor = Math.max(0, at - LONGEST_LEFT);
  for (let i = at - 1; i >= floor; i -= 1) if (STOP.test(text[i] as string)) return i + 1;
  return floor;
}

interface Signed {
  issuers: readonly Issuer[];
  start: number;
}

/** The issuers that the words before the verb end with; dates have been blanked with spaces of equal length. */
function readSigned(left: string, offset: number, lexicon: Lexicon): Signed | 'mention' | null {
  const pieces = [...left.matchAll(/[^,:"[\]()#]+(?:\([^()]{1,12}\)[^,:"[\]()]*)?/g)].reverse();
  for (const [order, piece] of pieces.entries()) {
    if (order > 4) return null;
    const lead = LEAD_IN.exec(piece[0].trimStart())?.[0] ?? '';
    const indent = piece[0].length - piece[0].trimStart().length + lead.length;
    const whole = piece[0].slice(indent).trim().replace(LINK, '').trim();
    if (whole === '') continue;
    const start =
      offset +
      piece.index +
      indent +
      (piece[0].slice(indent).length - piece[0].slice(indent).trimStart().length);
    // 「受塔城地区气象台发布…影响」: the verb belongs to a warning that is only mentioned.
    const touchesVerb = piece.index + piece[0].length === left.length;
    // 自贡市, 如东县, 当阳市 begin like 自, 如, 当 but are places.
    const isMention =
      MENTIONS.test(whole) &&
      findPlaces(whole, 0, Math.min(12, whole.length), lexicon.gazetteer)[0]?.start !== 0;
    if (isMention && touchesVerb) return 'mention';
    if (isMention) continue;
    const words = whole.replace(/\s+/g, '');
    const issuers =
      readIssuers(words, lexicon.gazetteer) ??
      (AND_THEN.exec(words)?.[1] === undefined
        ? null
        : readIssuers(AND_THEN.exec(words)?.[1] as string, lexicon.gazetteer));
    if (issuers !== null) return { issuers, start };
  }
  return null;
}

/** The last date before the verb; 「今天(12月3日)20时30分」 is one date, not two. */
function lastDate(head: string, dates: readonly DateMention[]): DateMention | null {
  const [day, time] = dates.slice(-2);
  if (day === undefined || time === undefined) return day ?? null;
  const isOne = time.day === null && day.hour === null && head.slice(day.end, time.start) === ')';
  return isOne ? { ...time, start: day.start, year: day.year, month: day.month, day: day.day } : time;
}

/** 「…预警信号于7月1日8时15分解除」: the date stands between noun and verb. */
function predicateDate(text: string, predicate: Predicate): DateMention | null {
  const { after, end, start } = predicate;
  const found = findDates(text.slice(after.start, end)).find(
    (date) => date.day !== null && date.hour !== null,
  );
  const shift = after.start - start;
  return found === undefined ? null : { ...found, start: found.start + shift, end: found.end + shift };
}

function readClause(text: string, warningAt: number, floor: number, lexicon: Lexicon): IssuingClause | null {
  const from = Math.max(floor, sentenceStart(text, warningAt));
  const predicate = readPredicate(text, from, warningAt);
  if (predicate === null) return null;
  const object = readWarningObject(
    text.slice(predicate.object.start, predicate.object.end),
    text.slice(predicate.after.start, predicate.after.end),
    lexicon.eventCodes,
    lexicon.gazetteer,
  );
  if (object === null) return null;
  const origin =
    predicate.from === null
      ? null
      : readWarningObject(
          text.slice(predicate.from.start, predicate.from.end),
          '',
          lexicon.eventCodes,
          lexicon.gazetteer,
        );
  const head = text.slice(from, predicate.start);
  const dates = findDates(head).filter((date) => date.hour !== null || date.day !== null);
  let blanked = head;
  for (const date of dates) {
    blanked = blanked.slice(0, date.start) + ' '.repeat(date.end - date.start) + blanked.slice(date.end);
  }
  // 「某日发布的…予以解除」: the date is that of the warning which ends, not of its end.
  const nearest =
    predicate.isDateOfEarlier === true ? null : (lastDate(head, dates) ?? predicateDate(text, predicate));
  const signed = readSigned(blanked, from, lexicon);
  if (signed === 'mention') return null;
  const isNearDate =
    nearest !== null && (signed === null || from + nearest.end >= signed.start - 4 || nearest.hour !== null);
  return {
    start: signed?.start ?? predicate.start,
    end: predicate.end,
    issuers: signed?.issuers ?? [],
    date:
      isNearDate && nearest !== null
        ? { ...nearest, start: nearest.start + from, end: nearest.end + from }
        : null,
    action: predicate.action,
    actionWord: predicate.word,
    hazard: object.hazard ?? origin?.hazard ?? null,
    level: object.level,
    previousLevel: origin?.level.level ?? null,
    scope: origin?.scope !== undefined && origin.scope !== '' ? origin.scope : object.scope,
    isChange: predicate.isChange,
  };
}

/** Every issuing clause between two offsets, in order. Mentions of other warnings are left out. Linear. */
export function findClauses(
  text: string,
  from: number,
  to: number,
  lexicon: Lexicon,
): readonly IssuingClause[] {
  const clauses: IssuingClause[] = [];
  let floor = from;
  let looked = 0;
  for (const found of text.slice(from, to).matchAll(/预警|警报/g)) {
    looked += 1;
    if (looked > MOST_MENTIONS) break;
    const at = from + found.index;
    if (at < floor) continue;
    const clause = readClause(text, at, floor, lexicon);
    if (clause === null) continue;
    clauses.push(clause);
    floor = clause.end;
  }
  return clauses;
}
