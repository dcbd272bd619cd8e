import type { CapInfo } from '../domain/cap-message.ts';
import { gravest, LEVEL_CHARACTER, LEVELS, type Level } from '../domain/level.ts';
import { levelOfSeverity } from '../domain/severity.ts';

export interface InfoLevel {
  level: Level | null;
  /** `words`: the message names a colour of China's scale. `severity`: derived from CAP's word. */
  from: 'words' | 'severity';
  /** The named colour and the severity word do not fit each other, or several colours are named. */
  isDisputed: boolean;
}

/** Colours count only in front of 预警: 红色 alone may be a river's or a robe's. The look-ahead keeps the next one findable. */
const COLOUR_IN_TEXT = /(红|橙|黄|蓝)色(?=[^，。；！？\s]{0,12}预警)/g;
const GRADE_IN_TEXT =
  /(?:([一二三四ⅠⅡⅢⅣ]|I{1,3}|IV)级(?=[^，。；！？\s]{0,8}预警))|(?:([ⅠⅡⅢⅣ]|I{1,3}|IV)级\/(?:特别严重|严重|较重|一般))/g;
const GRADES: Record<string, Level> = {
  一: 'red', 二: 'orange', 三: 'yellow', 四: 'blue', Ⅰ: 'red', Ⅱ: 'orange', Ⅲ: 'yellow', Ⅳ: 'blue',
  I: 'red', II: 'orange', III: 'yellow', IV: 'blue',
}; // prettier-ignore

/** Names under which China's feeds carry the colour. Other countries' scales (awareness_level, alertlevel) differ. */
const COLOUR_PARAMETER =
  /^(?:colou?r(?:code)?|severity|(?:warning|alarm|signal)?[ _-]?level|预警(?:级别|等级|颜色)|级别|颜色)$/i;
const COLOUR_VALUE = /^(?:(RED|ORANGE|YELLOW|BLUE)|(红|橙|黄|蓝)色?(?:预警)?)$/i;
const COLOUR_IN_CODE = /(?:^|[^A-Za-z])(RED|ORANGE|YELLOW|BLUE)(?:$|[^A-Za-z])/i;

/**
 * The level of an info. The colour the authority wrote goes before what its severity word stands for: a warning is
 * relayed as issued, never re-graded (气象灾害防御条例 art. 30). Only severity is read for other countries' messages.
 */
export function levelOfInfo(info: CapInfo): InfoLevel {
  const bySeverity = levelOfSeverity(info.severity);
  const named = isChinese(info) ? namedLevels(info) : [];
  if (named.length === 0) return { level: bySeverity, from: 'severity', isDisputed: false };
  // 橙色预警降级为黄色预警 names both; the severity word then says which of them is meant.
  if (bySeverity !== null && named.includes(bySeverity))
    return { level: bySeverity, from: 'words', isDisputed: false };
  const isDisputed = named.length > 1 || bySeverity !== null;
  return { level: gravest(named), from: 'words', isDisputed };
}

function isChinese(info: CapInfo): boolean {
  if (/^zh\b/i.test(info.language)) return true;
  if (/\p{Script=Han}/u.test(`${info.event}${info.headline ?? ''}`)) return true;
  return info.areas.some((area) => area.geocodes.some(({ valueName }) => /CPEAS/i.test(valueName)));
}

function namedLevels(info: CapInfo): readonly Level[] {
  const text = `${info.event}\n${info.headline ?? ''}`;
  const colours = [...text.matchAll(COLOUR_IN_TEXT)].map((match) => colourOf(match[1]));
  const grades = [...text.matchAll(GRADE_IN_TEXT)].map((match) => GRADES[match[1] ?? match[2] ?? '']);
  const parameters = info.parameters
    .filter(({ valueName }) => COLOUR_PARAMETER.test(valueName))
    .map(({ value }) => COLOUR_VALUE.exec(value))
    .map((match) => colourOf(match?.[1] ?? match?.[2]));
  const codes = info.eventCodes.map(({ value }) => colourOf(COLOUR_IN_CODE.exec(value)?.[1]));
  for (const found of [colours, grades, parameters, codes]) {
    const levels = LEVELS.filter((level) => found.includes(level));
    if (levels.length > 0) return levels;
  }
  return [];
}

function colourOf(word: string | undefined): Level | undefined {
  return LEVELS.find((level) => LEVEL_CHARACTER[level] === word || level === word?.toLowerCase());
}
