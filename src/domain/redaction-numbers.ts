import type { Span } from './redaction.ts';
import type { Folded } from './redaction-fold.ts';

/** Between the digits of one number: up to three spaces, dashes, dots, brackets or the like. */
const GAP = '[^\\p{L}\\p{N}〔〕]{0,3}';
/** O and l are typed for 0 and 1 to get past filters; only beside other digits. */
const DIGIT = '[0-9oOlI]';
const RUN = new RegExp(`${DIGIT}(?:${GAP}${DIGIT})*(?:${GAP}[xX](?![a-zA-Z]))?`, 'gu');

/** Units after which a number is an amount, and words before which it is a date or a time. */
const UNIT =
  /^\s*(?:元|块|万|千|百|亿|吨|公斤|千克|克|斤|米|公里|千米|立方|平方|平米|亩|升|毫|个|人|名|户|次|台|辆|年|度|瓦|伏|%|％|kg|km|m|t|℃)/i;
/** Not the word inside a mark of ours: what is redacted stays as it is when it is redacted again. */
const SPOKEN_OF = /(?:电话|手机|号码|致电|拨打|座机|tel|phone|call|联系)[^\p{N}\n〕]{0,6}$/iu;

/** Overlapping beginnings too: `1 138 1234 5678` must not hide the number behind its first digit. */
const MOBILE = /(?=(1[3-9]\d{9}))/g;
const ID_NUMBER = /(?=([1-9]\d{16}[\dX]))/g;
const OLD_ID = /(?=([1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}))/g;
const LANDLINE = /(?=(0[1-9]\d{8,10}|[48]00\d{7}))/g;
const LONG = 9;
const SHORT = 7;
/** Of them at least so many are digits and not letters that look like some. */
const TRUE_DIGITS = 5;

/** 2026-07-01 10:20 standing alone; no number of a person begins with 20 and is written so. */
const DATE =
  /(?<!\d[^\p{L}\p{N}]{0,3})20\d\d([-./])\d{1,2}\1\d{1,2}(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?(?![-./:]?\d)/gu;

interface Run {
  /** Its digits, and for each where it stands in the folded text. */
  digits: string;
  at: number[];
  /** Whether anything stands between two of its digits but one space or hyphen. */
  isTight: boolean;
}

/** Phone numbers, ID numbers and other long numbers, wherever digits stand near each other. */
export function numberSpans(folded: Folded): Span[] {
  const digits = folded.digits.replace(DATE, (date) => '日'.repeat(date.length));
  return [...digits.matchAll(RUN)].flatMap((found) => {
    const run = runOf(found[0], found.index);
    if (run.digits.length < SHORT || found[0].replace(/\D/g, '').length < TRUE_DIGITS) return [];
    const spans = [...within(run, ID_NUMBER, 'id-number'), ...within(run, MOBILE, 'phone')];
    if (spans.length === 0 && isDate(run.digits)) return [];
    spans.push(...within(run, LANDLINE, 'phone'));
    if (run.digits.length === 15) spans.push(...within(run, OLD_ID, 'id-number'));
    if (spans.length > 0) return spans;
    const before = digits.slice(Math.max(0, found.index - 12), found.index);
    const after = digits.slice(found.index + found[0].length);
    return leftover(run, before, after);
  });
}

function runOf(text: string, offset: number): Run {
  const at: number[] = [];
  let digits = '';
  [...text.split('')].forEach((letter, i) => {
    const digit = /[0-9]/.test(letter)
      ? letter
      : /[oO]/.test(letter)
        ? '0'
        : /[lI]/.test(letter)
          ? '1'
          : null;
    const isEnd = /[xX]/.test(letter);
    if (digit === null && !isEnd) return;
    digits += digit ?? 'X';
    at.push(offset + i);
  });
  const isTight = !/[^0-9oOlIxX][^0-9oOlIxX]|[^0-9oOlIxX\s()-]/.test(text);
  return { digits, at, isTight };
}

function within(run: Run, pattern: RegExp, kind: Span['kind']): Span[] {
  return [...run.digits.matchAll(pattern)].map((found) => {
    const last = found.index + (found[1]?.length ?? 1) - 1;
    return { start: run.at[found.index] ?? 0, end: (run.at[last] ?? 0) + 1, kind };
  });
}

/** What is no known number: seven or eight digits may be a local telephone, nine and more may name an account. */
function leftover(run: Run, before: string, after: string): Span[] {
  const whole = { start: run.at[0] ?? 0, end: (run.at.at(-1) ?? 0) + 1 };
  const count = run.digits.length;
  if (SPOKEN_OF.test(before)) return [{ ...whole, kind: 'phone' }];
  if (!run.isTight || UNIT.test(after) || isDate(run.digits)) return [];
  if (count >= LONG) return [{ ...whole, kind: 'number' }];
  return /^[2-8]/.test(run.digits) ? [{ ...whole, kind: 'phone' }] : [];
}

/** 20260701 and 202607011320: when something was seen is no way to somebody. */
const isDate = (digits: string): boolean =>
  /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-4])[0-5]\d(?:[0-5]\d)?)?$/.test(
    digits,
  );
