import { beijingParts, fromBeijing, type Instant } from '../domain/instant.ts';
import type { Level } from '../domain/level.ts';
import {
  kindOfMarks,
  LEVEL_OF_WORD,
  readMarks,
  readTitle,
  type Reading,
  type ReadPart,
} from './mouth-reading.ts';

const DIGIT: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, 一: 1, 幺: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
}; // prettier-ignore
const UNIT: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const NUMERALS = '零〇一二三四五六七八九十百千万两幺';
const RUN = new RegExp(`[${NUMERALS}]+`, 'g');

/** A number in words as digits: 二十三 → 23, 一四三 → 143, 二零二六 → 2026. */
export function digitsOf(words: string): string {
  if (![...words].some((character) => character in UNIT || character === '万'))
    return [...words].map((character) => String(DIGIT[character] ?? '')).join('');
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of words) {
    if (character === '万') {
      total += (section + digit) * 10_000;
      section = digit = 0;
    } else if (character in UNIT) {
      section += (digit === 0 && section === 0 ? 1 : digit) * (UNIT[character] ?? 1);
      digit = 0;
    } else digit = DIGIT[character] ?? 0;
  }
  return String(total + section + digit);
}

/** A text with all its spoken numbers as digits, so that 143团, 一四三团 and 一百四十三团 are the same place. */
export const withDigits = (text: string): string => text.replace(RUN, digitsOf);

const SPOKEN_TIME = new RegExp(
  `(?:([${NUMERALS}]{4})年)?([${NUMERALS}]+)月([${NUMERALS}]+)日(凌晨|早上|上午|中午|下午|晚上)([${NUMERALS}]+)点(?:([${NUMERALS}]+)分)?`,
);

/** The first spoken time in `text`. */
export function readSpokenTime(text: string, now: Instant): Instant | undefined {
  const found = SPOKEN_TIME.exec(text);
  if (found === null) return undefined;
  const [, year, month = '', day = '', part = '', hour = '', minute] = found;
  const said = Number(digitsOf(hour));
  const isLate = (part === '下午' || part === '晚上') && said < 12;
  const isWrong = part === '凌晨' ? said > 5 : said === 0;
  const at = fromBeijing(
    year === undefined ? beijingParts(now).year : Number(digitsOf(year)),
    Number(digitsOf(month)),
    Number(digitsOf(day)),
    isLate ? said + 12 : said,
    minute === undefined ? 0 : Number(digitsOf(minute)),
  );
  return isWrong ? undefined : (at ?? undefined);
}

const VERBS: Readonly<Record<string, string>> = {
  组织演练: '演练',
  结束演练: '演练结束',
  取消演练: '演练取消',
};
const GRADES = ['一', '二', '三', '四'];
const LEVELS_BY_GRADE: readonly Level[] = ['red', 'orange', 'yellow', 'blue'];

/** A loudspeaker's script, by the sentences that carry facts. */
export function readLoudspeaker(text: string, now: Instant): Reading {
  const { marks, rest } = readMarks(text);
  const parts: ReadPart[] = [];
  let source: string | undefined;
  let verb: string | undefined;
  const begin = (name: string): void => {
    const title = readTitle(name);
    parts.push(title === null ? {} : { ...title, start: null });
  };
  for (const line of rest.split('\n').map((one) => one.replace(/。$/, ''))) {
    const withdrawn = /^本站，(.+?)起，不再转发(.+)的，(.+)$/.exec(line);
    const announced =
      /^(.+?)，(?:([^，]+日[^，]+点[^，]*)，)?(发布|更新|更正|解除|组织演练|结束演练|取消演练)，(.+)$/.exec(
        line,
      );
    if (parts.length === 0 && withdrawn !== null) {
      [source, verb] = [withdrawn[2], '撤回转发'];
      begin(withdrawn[3] ?? '');
    } else if (parts.length === 0 && announced !== null) {
      [source, verb] = [announced[1], announced[3]];
      begin(announced[4] ?? '');
    } else if (/^还有第.+?条，/.test(line)) begin(line.replace(/^还有第.+?条，/, ''));
    else Object.assign(parts.at(-1) ?? {}, readSentence(line, now, parts.at(-1)));
  }
  const kind = kindOfMarks(marks);
  const bare = kind.replace(/^演示数据·/, '');
  const said = verb === undefined ? '' : (VERBS[verb] ?? verb);
  return {
    kind: said === bare || bare === '已过有效期' ? kind : `${kind}、${said}`,
    ...(source === undefined ? {} : { source }),
    parts,
    needs: ['level', 'hazard', 'area', 'start', 'end', 'source', 'kind'],
    isWhole: true,
    isSpoken: true,
  };
}

function readSentence(line: string, now: Instant, part: ReadPart | undefined): ReadPart {
  const grade = /^(红色|橙色|黄色|蓝色)是(.)级，/.exec(line);
  if (grade !== null) {
    const [byWord, byNumber] = [
      LEVEL_OF_WORD[grade[1] ?? ''],
      LEVELS_BY_GRADE[GRADES.indexOf(grade[2] ?? '')],
    ];
    const other = [byWord, byNumber].find((level) => level !== part?.level);
    return other === undefined ? {} : { level: other };
  }
  if (line.startsWith('范围是，')) {
    const counted = new RegExp(`^(.*?)等([${NUMERALS}]+)处$`, 's').exec(line.slice(4));
    const places = (counted?.[1] ?? line.slice(4)).split('、');
    return counted === null ? { places } : { places, placeCount: Number(digitsOf(counted[2] ?? '')) };
  }
  const span = /^(?:从(.+?)开始，)?(?:到(.+)为止|发布单位没有说到什么时候为止)$/.exec(line);
  if (span === null) return {};
  const start = span[1] === undefined ? null : readSpokenTime(span[1], now);
  const end = span[2] === undefined ? null : readSpokenTime(span[2], now);
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}
