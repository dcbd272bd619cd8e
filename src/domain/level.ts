/**
 * The four levels of 突发事件应对法 (2024) art. 63: 一级红 is the highest, 四级蓝 the lowest.
 * `null` where a level is asked for means 未分级: the authority gave none, and we never make one up.
 */
export type Level = 'red' | 'orange' | 'yellow' | 'blue';

/** Highest first. */
export const LEVELS: readonly Level[] = ['red', 'orange', 'yellow', 'blue'];

export const LEVEL_CHARACTER: Record<Level, string> = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' };
export const LEVEL_NAME: Record<Level, string> = {
  red: '红色',
  orange: '橙色',
  yellow: '黄色',
  blue: '蓝色',
};
/** The words of the statute and of bulletin titles: Ⅰ级/特别严重 … Ⅳ级/一般. */
export const LEVEL_GRADE: Record<Level, string> = {
  red: 'Ⅰ级/特别严重',
  orange: 'Ⅱ级/严重',
  yellow: 'Ⅲ级/较重',
  blue: 'Ⅳ级/一般',
};

/** 0 for red … 3 for blue, 4 for an alert without a level: sorts the gravest first. */
export function levelRank(level: Level | null): number {
  return level === null ? LEVELS.length : LEVELS.indexOf(level);
}

/** Whether `level` is as grave as `lowest` or graver. An alert without a level passes: better one too many. */
export function isAtLeast(level: Level | null, lowest: Level): boolean {
  return level === null || levelRank(level) <= levelRank(lowest);
}

/** The gravest of several levels; null when none has one. */
export function gravest(levels: readonly (Level | null)[]): Level | null {
  return [...levels].sort((a, b) => levelRank(a) - levelRank(b))[0] ?? null;
}
