/**
 * An instant in UTC, always written `YYYY-MM-DDTHH:mm:ss.sssZ`, so that two of them compare as strings.
 * People read Asia/Shanghai; data keeps UTC. The clock is an argument everywhere: nothing here asks for "now".
 */
export type Instant = string;

/** Milliseconds in the units the product speaks of. */
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Mainland China has kept UTC+8 without summer time since 1991, so the offset is a constant. */
const BEIJING_OFFSET_MS = 8 * HOUR_MS;

/** The instant of a Date or of epoch milliseconds. Throws RangeError on an invalid date. */
export function toInstant(value: Date | number): Instant {
  return new Date(value).toISOString();
}

/** Epoch milliseconds of an instant. Throws RangeError when the text is no date, for that is a bug upstream. */
export function toMs(instant: Instant): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
  return ms;
}

/** `instant` moved by `ms` milliseconds (negative: earlier). */
export function addMs(instant: Instant, ms: number): Instant {
  return toInstant(toMs(instant) + ms);
}

/** CAP writes whole seconds; our own instants must survive the round trip. */
export function wholeSecond(instant: Instant): Instant {
  return toInstant(Math.floor(toMs(instant) / SECOND_MS) * SECOND_MS);
}

/** The parts of the Beijing wall clock at an instant; `month` is 1–12, `weekday` 0 is Sunday. */
export function beijingParts(instant: Instant): {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number;
} {
  const shifted = new Date(toMs(instant) + BEIJING_OFFSET_MS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    weekday: shifted.getUTCDay(),
  };
}

/**
 * The instant of a Beijing wall-clock time, or null when there is no such day or hour (31 April, 25:00).
 * 24:00 is the end of that day, as bulletins write it.
 */
export function fromBeijing(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute = 0,
  second = 0,
): Instant | null {
  if (hour === 24 && (minute !== 0 || second !== 0)) return null;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  const midnight = Date.UTC(year, month - 1, day);
  const check = new Date(midnight);
  if (check.getUTCFullYear() !== year || check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day)
    return null;
  return toInstant(midnight + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS - BEIJING_OFFSET_MS);
}

/** CAP's form of an instant in Beijing time: `2026-07-01T02:34:00+08:00` (CAP forbids the letter Z). */
export function toCapTime(instant: Instant): string {
  return `${toInstant(toMs(instant) + BEIJING_OFFSET_MS).slice(0, 19)}+08:00`;
}
