import { addMs, beijingParts, fromBeijing, HOUR_MS, toInstant, type Instant } from './instant.ts';

/** A date as written: what the text leaves out is null. Beijing time unless `offsetMs` is given. */
export interface DateMention {
  start: number;
  end: number;
  year: number | null;
  month: number | null;
  day: number | null;
  hour: number | null;
  minute: number;
  second: number;
  /** Minutes east of UTC when the text says so. */
  offsetMinutes: number | null;
}

const N = '\\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九〇零]';
const HAN = new RegExp(
  `(?<![\\d一二三四五六七八九十〇第])(?:((?:19|20)\\d{2}|[一二][〇零一九][〇零一二三四五六七八九]{2})年)?(?:(${N})月)?(?:(${N})[日号])?,?` +
    `(?:(今[日天晨晚]|昨[日天晚])?(上午|下午|凌晨|清晨|早上|早晨|中午|傍晚|晚上|夜间|晚)?(${N})(?:(?:时|点钟?)(?:(${N})分?)?|:(\\d{2}))(?:(?::|分)?(${N})秒|:(\\d{2}))?)?`,
  'g',
);
const ISO =
  /(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?)?(?!\d)/g;

const DIGITS = '零一二三四五六七八九';
function numeral(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text)) return Number(text);
  const plain = text.replaceAll('〇', '零');
  if (!plain.includes('十')) return Number([...plain].map((char) => DIGITS.indexOf(char)).join(''));
  const [tens = '', ones = ''] = plain.split('十');
  return (tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones));
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}

function hanMention(found: RegExpMatchArray): DateMention | null {
  const [whole, year, month, day, relative, period, hour, minute, colonMinute, second, colonSecond] = found;
  if (day === undefined && hour === undefined) return null;
  // 15:30 alone, without 日 before it, is a score or a ratio as often as a time.
  if (day === undefined && colonMinute !== undefined && relative === undefined) return null;
  let hours = numeral(hour);
  if (hours !== null && hours < 12 && /下午|傍晚|晚/.test(`${period ?? ''}${relative ?? ''}`)) hours += 12;
  const isOtherDay = relative?.startsWith('昨') === true && day === undefined;
  if (isOtherDay) return null;
  return {
    start: found.index ?? 0,
    end: (found.index ?? 0) + whole.length,
    year: numeral(year),
    month: numeral(month),
    day: numeral(day),
    hour: hours,
    minute: numeral(minute ?? colonMinute) ?? 0,
    second: numeral(second ?? colonSecond) ?? 0,
    offsetMinutes: null,
  };
}

/** Every date or time of day in a text, in order, not overlapping. Linear: all repetitions are bounded. */
export function findDates(text: string): readonly DateMention[] {
  const mentions: DateMention[] = [];
  for (const found of text.matchAll(ISO)) {
    const [whole, year, month, day, hour, minute, second, offset] = found;
    mentions.push({
      start: found.index,
      end: found.index + whole.length,
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: hour === undefined ? null : Number(hour),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      offsetMinutes: offsetOf(offset),
    });
  }
  for (const found of text.matchAll(HAN)) {
    const mention = found[0] === '' ? null : hanMention(found);
    if (mention === null || mentions.some((m) => m.start < mention.end && mention.start < m.end)) continue;
    mentions.push(mention);
  }
  return mentions.sort((a, b) => a.start - b.start);
}

/** A bulletin reaches us soon after it was issued; an older reading of an incomplete date is not believed. */
const LONGEST_DELAY_MS = 48 * HOUR_MS;
/** Clocks differ a little. */
const CLOCK_SKEW_MS = HOUR_MS;

/** The instant of a complete date; null when year, month, day or hour is missing, or no such time exists. */
export function instantOf(date: DateMention): Instant | null {
  const { year, month, day, hour } = date;
  if (year === null || month === null || day === null || hour === null) return null;
  const beijing = fromBeijing(year, month, day, hour, date.minute, date.second);
  if (beijing === null || date.offsetMinutes === null) return beijing;
  return addMs(beijing, 8 * HOUR_MS - date.offsetMinutes * 60_000);
}

/** Completes a date without year, month or day: the latest such time not after `receivedAt`, if recent enough. */
export function inferInstant(date: DateMention, receivedAt: Instant): Instant | null {
  if (date.hour === null) return null;
  const latest = Date.parse(receivedAt) + CLOCK_SKEW_MS;
  for (let back = 0; back * 24 * HOUR_MS <= LONGEST_DELAY_MS + 24 * HOUR_MS; back += 1) {
    const on = beijingParts(toInstant(latest - back * 24 * HOUR_MS));
    if (date.year !== null && date.year !== on.year) continue;
    if (date.month !== null && date.month !== on.month) continue;
    if (date.day !== null && date.day !== on.day) continue;
    const at = fromBeijing(on.year, on.month, on.day, date.hour, date.minute, date.second);
    if (at !== null && Date.parse(at) <= latest && Date.parse(at) >= latest - LONGEST_DELAY_MS) return at;
  }
  return null;
}

/** Completes a date from another, complete one in the same text (a title's date, an identifier's time). */
export function completeFrom(date: DateMention, anchor: Instant): Instant | null {
  if (date.hour === null) return null;
  return inferInstant(date, addMs(anchor, LONGEST_DELAY_MS / 2)) ?? null;
}
