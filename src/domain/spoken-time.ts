import { beijingParts, DAY_MS, HOUR_MS, MINUTE_MS, toMs, type Instant } from './instant.ts';

/** Time is said twice: the clock, and how long ago or how long left. Beijing time, as people here read it. */

const two = (n: number): string => String(n).padStart(2, '0');

/** Days between two instants on the Beijing calendar: 0 today, 1 tomorrow, -1 yesterday. */
function calendarDays(at: Instant, now: Instant): number {
  const day = (i: Instant): number => {
    const p = beijingParts(i);
    return Date.UTC(p.year, p.month - 1, p.day) / DAY_MS;
  };
  return day(at) - day(now);
}

const NEAR_DAYS: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天' };

/** `今天 14:20`, `明天 08:00`, `7月3日 08:00`, and with the year when it is another one. */
export function clockText(at: Instant, now: Instant): string {
  const p = beijingParts(at);
  const time = `${two(p.hour)}:${two(p.minute)}`;
  const near = NEAR_DAYS[calendarDays(at, now)];
  if (near !== undefined) return `${near} ${time}`;
  const date = `${p.month}月${p.day}日 ${time}`;
  return p.year === beijingParts(now).year ? date : `${p.year}年${date}`;
}

/** Always with year and day, for records and print: `2026年7月3日 08:05`. */
export function fullClockText(at: Instant): string {
  const p = beijingParts(at);
  return `${p.year}年${p.month}月${p.day}日 ${two(p.hour)}:${two(p.minute)}`;
}

/** A length of time in the two largest units: `5小时12分`, `3天2小时`, `不到1分钟`. */
export function spanText(ms: number): string {
  const abs = Math.abs(ms);
  if (abs < MINUTE_MS) return '不到1分钟';
  const days = Math.floor(abs / DAY_MS);
  const hours = Math.floor((abs % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((abs % HOUR_MS) / MINUTE_MS);
  if (days > 0) return hours > 0 ? `${days}天${hours}小时` : `${days}天`;
  if (hours > 0) return minutes > 0 ? `${hours}小时${minutes}分` : `${hours}小时`;
  return `${minutes}分钟`;
}

/** `3分钟前`; a time still ahead (a device clock that is slow) says so instead of a negative age. */
export function agoText(at: Instant, now: Instant): string {
  const ms = toMs(now) - toMs(at);
  if (ms < -MINUTE_MS) return `${spanText(ms)}后`;
  return ms < MINUTE_MS ? '刚刚' : `${spanText(ms)}前`;
}

/** `还有5小时12分` before the end, `已过有效期` from the end on. */
export function leftText(end: Instant, now: Instant): string {
  return now >= end ? '已过有效期' : `还有${spanText(toMs(end) - toMs(now))}`;
}
