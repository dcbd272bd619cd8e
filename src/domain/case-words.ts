import { CLOCK_NAME, urgencyOf, type CaseClock } from './case-clock.ts';
import { dayOf } from './deadline.ts';
import { addMs, DAY_MS, HOUR_MS, toMs, type Instant } from './instant.ts';
import { spanText } from './spoken-time.ts';
import type { TipOffKind } from './tip-off.ts';

/** What the office calls the kinds, in a list's width. */
export const TIP_OFF_KIND_NAME: Record<TipOffKind, string> = {
  hazard: '隐患',
  fire: '火灾隐患',
  situation: '灾情',
};

/** 知晓办理情况的词：who a note is for. */
export const AUDIENCE_NAME = { reporter: '给举报人看', office: '只有本单位看' } as const;

/** Clocks the office has to keep; the others are the reporter's (领奖) or the machine's (清除). */
const NOT_OFFICE: readonly CaseClock['name'][] = ['claim', 'purge'];
export const officeClocks = (clocks: readonly CaseClock[]): readonly CaseClock[] =>
  clocks.filter(({ name }) => !NOT_OFFICE.includes(name));

/** The last day on which it is still in time: a period ends at 24:00, which is the next day's first instant. */
const lastDayOf = (dueAt: Instant): string => dayOf(addMs(dueAt, -1));

/** `已超期3天`, `今天到期`, `明天到期`, `还剩12天`; a clock of hours says hours. Never colour alone. */
export function clockLeft({ startedAt, dueAt }: CaseClock, now: Instant): string {
  const left = toMs(dueAt) - toMs(now);
  const isOfHours = toMs(dueAt) - toMs(startedAt) <= 2 * DAY_MS && !dueAt.endsWith('T16:00:00.000Z');
  if (left <= 0) {
    const days = daysBetween(lastDayOf(dueAt), dayOf(now));
    return -left < DAY_MS || days === 0 ? `已超期${hoursText(-left)}` : `已超期${days}天`;
  }
  if (isOfHours) return `还剩${spanText(left)}`;
  const days = daysBetween(dayOf(now), lastDayOf(dueAt));
  return days === 0 ? '今天到期' : days === 1 ? '明天到期' : `还剩${days}天`;
}

const hoursText = (ms: number): string => (ms < HOUR_MS ? spanText(ms) : `${Math.floor(ms / HOUR_MS)}小时`);

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

export interface ClockWords {
  name: string;
  left: string;
  urgency: ReturnType<typeof urgencyOf>;
}

/** A clock as it is said: what is due, how long there is, and how it is coloured. */
export function clockWords(clock: CaseClock, now: Instant): ClockWords {
  return { name: CLOCK_NAME[clock.name], left: clockLeft(clock, now), urgency: urgencyOf(clock, now) };
}
