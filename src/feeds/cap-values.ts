import type { CapTime } from '../domain/cap-message.ts';
import { toInstant } from '../domain/instant.ts';
import type { CapChildren } from './cap-grammar.ts';
import type { CapReport } from './cap-report.ts';

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|([+-])(\d\d):?(\d\d))$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const LAST_HOUR = 24;
/** CAP is of 2004. Thailand's service writes the Buddhist year, 543 years ahead: such a warning would never end. */
const PLAUSIBLE_YEARS = { from: 2000, to: 2100 };

/** A number written plainly; null for anything else, so that `12abc` or `０` never becomes a coordinate. */
export function readNumber(text: string): number | null {
  if (!DECIMAL.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Milliseconds of a CAP time, or null where the text names no moment (31 April, no offset). */
export function readTimeMs(text: string): number | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [offsetHours = 0, offsetMinutes = 0] = match.slice(10, 12).map((digits) => Number(digits ?? 0));
  if (year < 1900 || year > 9998 || minute > 59 || second > 59 || offsetHours > 14 || offsetMinutes > 59)
    return null;
  if (hour > LAST_HOUR || (hour === LAST_HOUR && (minute > 0 || second > 0))) return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000 * (match[9] === '-' ? -1 : 1);
  const fractionMs = Math.floor(Number(match[7] ?? 0) * 1000);
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + fractionMs - offsetMs;
}

/** A time element. An unreadable one rejects the document: a warning with a wrong time is worse than a loud refusal. */
export function readTime(children: CapChildren, name: string, report: CapReport): CapTime | null {
  const text = children.text(name);
  const path = children.pathOf(name);
  if (text === null) {
    if (children.all(name).length > 0) report.warning('element-empty', path);
    return null;
  }
  const ms = readTimeMs(text);
  if (ms === null) {
    report.error('time-bad', path, text);
    return null;
  }
  const year = Number(text.slice(0, 4));
  if (year < PLAUSIBLE_YEARS.from || year > PLAUSIBLE_YEARS.to)
    report.warning('time-implausible', path, text);
  if (text.endsWith('Z')) report.warning('time-z', path, text);
  if (/\d{4}$/.test(text)) report.warning('time-offset-form', path, text);
  if (text.includes('.')) report.warning('time-fraction', path, text);
  return { text, at: toInstant(ms) };
}

/** One of a fixed list of words, exactly as the schema spells it; null after reporting. */
export function readWord<Word extends string>(
  raw: string,
  words: readonly Word[],
  path: string,
  report: CapReport,
): Word | null {
  const text = raw.trim();
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) {
    report.error('enum-unknown', path, text);
    return null;
  }
  if (raw !== text) report.warning('enum-spacing', path);
  return word;
}
