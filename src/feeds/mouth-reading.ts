import { beijingParts, fromBeijing, type Instant } from '../domain/instant.ts';
import type { Level } from '../domain/level.ts';
import type { FactName } from '../domain/mouth.ts';

/**
 * What the agreement check reads out of a finished text. Readers know the texts' grammar and nothing of the bulletin or
 * of the code that wrote them: a mistake there cannot repeat itself here.
 */
export interface ReadPart {
  level?: Level | null;
  /** CAP's word, compared as it is. */
  severity?: string;
  hazard?: string;
  hazardCode?: string;
  places?: readonly string[];
  /** 等20处: how many there are in all. */
  placeCount?: number;
  adcodes?: readonly string[];
  /** Null: the text says that it has begun, or nothing. */
  start?: Instant | null;
  /** Null: says that no end is stated. */
  end?: Instant | null;
  /** The ceiling said where no end is stated. */
  shownUntil?: Instant;
}

export interface Reading {
  kind?: string;
  source?: string;
  parts: readonly ReadPart[];
  /** Facts whose absence is a disagreement. */
  needs: readonly FactName[];
  /** Whether every living part of the bulletin must be among `parts`. */
  isWhole: boolean;
  /** Times are given to the second, as in CAP; else to the minute. */
  isExact?: boolean;
  /** Numbers are in words. */
  isSpoken?: boolean;
}

export const LEVEL_OF_WORD: Readonly<Record<string, Level>> = {
  红色: 'red',
  橙色: 'orange',
  黄色: 'yellow',
  蓝色: 'blue',
};

/** The 【】 at the very beginning, and what follows them. */
export function readMarks(text: string): { marks: string[]; rest: string } {
  const marks: string[] = [];
  let rest = text.trimStart();
  for (let found = /^【([^【】]*)】/.exec(rest); found !== null; found = /^【([^【】]*)】/.exec(rest)) {
    marks.push(found[1] ?? '');
    rest = rest.slice(found[0].length);
  }
  return { marks, rest };
}

/** The kind that leading marks declare: 发布 when there is none. */
export function kindOfMarks(marks: readonly string[]): string {
  const has = (mark: string): boolean => marks.includes(mark);
  const prefix = has('演示数据') ? '演示数据·' : '';
  if (has('演练')) {
    if (marks[0] !== '演练') return `${prefix}演练没有放在最前面`;
    return `${prefix}演练${has('结束') ? '结束' : has('取消') ? '取消' : ''}`;
  }
  const done = ['撤回转发', '解除', '已过有效期', '更正', '更新'].find(has);
  return `${prefix}${done ?? '发布'}`;
}

/** 「山洪橙色预警」 or 「山洪预警（未分级）」; null when it is neither. */
export function readTitle(title: string): Pick<ReadPart, 'hazard' | 'level'> | null {
  const found = /^(.+?)(?:预警（未分级）|预警，没有分级|(红色|橙色|黄色|蓝色)预警)$/s.exec(title.trim());
  if (found === null) return null;
  const word = found[2];
  return { hazard: found[1] ?? '', level: word === undefined ? null : (LEVEL_OF_WORD[word] ?? null) };
}

/** 「甲镇、乙镇等20处」. */
export function readPlaces(text: string): Pick<ReadPart, 'places' | 'placeCount'> {
  const counted = /^(.*?)等(\d+)处$/s.exec(text.trim());
  const names = (counted?.[1] ?? text).split('、').map((name) => name.trim());
  const places = names.filter((name) => name !== '');
  return counted === null ? { places } : { places, placeCount: Number(counted[2]) };
}

const WRITTEN_TIME = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日\s?(\d{1,2})(?:时|[:：](\d{2}))/;
export const WRITTEN_TIMES = new RegExp(WRITTEN_TIME, 'g');

/** The first Beijing time in `text`; a time without a year is of the year of `now`. Undefined: none. */
export function readTime(text: string, now: Instant): Instant | undefined {
  const found = WRITTEN_TIME.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute] = found.slice(1).map((one) => Number(one ?? Number.NaN));
  return (
    fromBeijing(
      Number.isNaN(year) ? beijingParts(now).year : (year ?? 0),
      month ?? 0,
      day ?? 0,
      hour ?? 0,
      Number.isNaN(minute) ? 0 : minute,
    ) ?? undefined
  );
}
