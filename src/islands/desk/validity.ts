import {
  addMs,
  beijingParts,
  fromBeijing,
  HOUR_MS,
  MINUTE_MS,
  toInstant,
  toMs,
} from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';

/** What the quick buttons offer, in hours. */
export const QUICK_HOURS: readonly number[] = [3, 6, 12, 24];

const two = (n: number): string => String(n).padStart(2, '0');

/** So many hours from now, on the whole minute above: 「有效 6 小时」 must never be five hours and 59 minutes. */
export function endAfter(now: Instant, hours: number): Instant {
  return addMs(toInstant(Math.ceil(toMs(now) / MINUTE_MS) * MINUTE_MS), hours * HOUR_MS);
}

/** Which quick button an end stands for, when it was pressed at most a few minutes ago; else null. */
export function quickHoursOf(now: Instant, end: Instant | null): number | null {
  if (end === null) return null;
  const short = (hours: number): number => toMs(endAfter(now, hours)) - toMs(end);
  return QUICK_HOURS.find((hours) => short(hours) >= 0 && short(hours) < 5 * MINUTE_MS) ?? null;
}

/** What `<input type=datetime-local>` takes: Beijing's wall clock, whatever zone the device is set to. */
export function toLocalField(at: Instant | null): string {
  if (at === null) return '';
  const p = beijingParts(at);
  return `${p.year}-${two(p.month)}-${two(p.day)}T${two(p.hour)}:${two(p.minute)}`;
}

/** Null for an empty or unfinished field. */
export function fromLocalField(text: string): Instant | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  return fromBeijing(year, month, day, hour, minute);
}
