import type { CasePeriods } from './case-clock.ts';
import { beijingParts, DAY_MS, HOUR_MS, toInstant, toMs, type Instant } from './instant.ts';

/** A calendar day in China, `YYYY-MM-DD`. */
export type Day = string;

/** 国务院办公厅 decides each year which days are free and which weekend days are worked. */
export interface WorkCalendar {
  /** Years whose arrangement is known; in others only weekends are free, and the page says so. */
  years: ReadonlySet<number>;
  free: ReadonlySet<Day>;
  worked: ReadonlySet<Day>;
  /** The bureau's own periods (content/tip-off/periods.yaml); without them those of case-clock.ts hold. */
  periods?: CasePeriods;
}

export type DeadlineUnit = 'hours' | 'days' | 'working-days';

/** A period of a rule. Hours run at once; days exclude the day it begins (民法典 art. 201) and end at 24:00 (art. 203). */
export interface Period {
  amount: number;
  unit: DeadlineUnit;
  /** Whether a last day that is free moves to the next working day (民法典 art. 203). */
  isRolled?: boolean;
}

const BEIJING_OFFSET_MS = 8 * HOUR_MS;

export function dayOf(at: Instant): Day {
  const { year, month, day } = beijingParts(at);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  if (calendar.worked.has(day)) return true;
  if (calendar.free.has(day)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The last day of a period that began on `start`. Not for hours. */
export function lastDay(start: Day, period: Period, calendar: WorkCalendar): Day {
  let day = start;
  if (period.unit === 'working-days')
    for (let left = period.amount; left > 0;) {
      day = addDays(day, 1);
      if (isWorkingDay(day, calendar)) left -= 1;
    }
  else day = addDays(start, period.amount);
  if (period.isRolled === true) while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return day;
}

/** The instant a period is over: done before it is in time, at it is late. */
export function dueAt(startedAt: Instant, period: Period, calendar: WorkCalendar): Instant {
  if (period.unit === 'hours') return toInstant(toMs(startedAt) + period.amount * HOUR_MS);
  const last = lastDay(dayOf(startedAt), period, calendar);
  return toInstant(Date.parse(`${addDays(last, 1)}T00:00:00Z`) - BEIJING_OFFSET_MS);
}

/** Whether the arrangement of every year the period touches is known. */
export function isCalendarKnown(startedAt: Instant, dueInstant: Instant, calendar: WorkCalendar): boolean {
  for (let year = beijingParts(startedAt).year; year <= beijingParts(dueInstant).year; year += 1)
    if (!calendar.years.has(year)) return false;
  return true;
}
