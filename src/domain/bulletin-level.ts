import type { Level } from './level.ts';

const COLOUR: Readonly<Record<string, Level>> = { 红: 'red', 橙: 'orange', 黄: 'yellow', 蓝: 'blue' };
const GRADE: Readonly<Record<string, Level>> = {
  Ⅰ: 'red', Ⅱ: 'orange', Ⅲ: 'yellow', Ⅳ: 'blue', I: 'red', II: 'orange', III: 'yellow', IV: 'blue',
  一: 'red', 二: 'orange', 三: 'yellow', 四: 'blue', '1': 'red', '2': 'orange', '3': 'yellow', '4': 'blue',
}; // prettier-ignore

const COLOURS = /([红橙黄蓝])(?:色|(?=级|预警|警报|信号|[)\]"]|$))/g;
/** 广东's white typhoon signal is no level of the national four. */
const WHITE = /白色?(?=预警|警报|信号|[)\]"]|$)/g;
const ROMAN = /(?<![A-Za-z])(Ⅳ|Ⅲ|Ⅱ|Ⅰ|IV|I{1,3})(?:级|(?=[/)\]]|$))/g;
const NUMERAL = /(?<![\d一二三四五六七八九十~.-])([一二三四五1-5])级/g;

/** What the level words of a segment say. Colour beats grade; two that contradict each other say nothing. */
export interface LevelReading {
  level: Level | null;
  /** The words contradict each other: a person must decide. */
  isContradictory: boolean;
  /** Only a numeral, for a hazard whose own scale runs the other way, or a colour that is none of the four. */
  isUnclear: boolean;
}

/** The levels a pattern finds; 五级 is found but is no warning level: it stays undefined. */
const all = (pattern: RegExp, table: Readonly<Record<string, Level>>, segment: string) => [
  ...new Set([...segment.matchAll(pattern)].map((found) => table[found[1] as string])),
];
const known = (levels: readonly (Level | undefined)[]): Level[] =>
  levels.filter((level) => level !== undefined);

/**
 * Reads 黄色, Ⅲ级, III级, 三级, 3级 in a short segment. 火险气象等级 counts upwards (五级 is the worst) while
 * warnings count downwards (突发事件应对法 art. 63), so a bare 四级 of a fire-risk bulletin stays unread.
 */
export function readLevel(segment: string, hazardName = ''): LevelReading {
  const colours = known(all(COLOURS, COLOUR, segment));
  const romans = known(all(ROMAN, GRADE, segment));
  const numerals = all(NUMERAL, GRADE, segment);
  const isUpward = /火险|等级/.test(hazardName);
  const grades = [...new Set([...romans, ...(isUpward ? [] : known(numerals))])];
  const said = colours.length > 0 ? colours : grades;
  const isContradictory =
    said.length > 1 || (colours.length === 1 && grades.some((grade) => grade !== colours[0]));
  return {
    level: isContradictory ? null : (said[0] ?? null),
    isContradictory,
    isUnclear: said.length === 0 && (numerals.length > 0 || segment.search(WHITE) !== -1),
  };
}

/** The segment without its level words and the brackets that held them. */
export function withoutLevel(segment: string): string {
  return segment
    .replace(COLOURS, '')
    .replace(WHITE, '')
    .replace(ROMAN, '')
    .replace(NUMERAL, '')
    .replace(/\/?(?:特别严重|特别重大|严重|较重|较大|重大|一般)(?=[\])/]|$)/g, '')
    .replace(/[([/]+[/\s]*[)\]]|[/\s]+$/g, '');
}
