import { beijingParts, type Instant } from './instant.ts';
import { spokenInteger, spokenText } from './mouth-numbers.ts';

/**
 * Times in texts that are read later, elsewhere, or aloud: always with the day, never 今天; with the year only when it
 * is another than that of `now`. Beijing time.
 */

const two = (n: number): string => String(n).padStart(2, '0');
const yearOf = (at: Instant, now: Instant): string => {
  const { year } = beijingParts(at);
  return year === beijingParts(now).year ? '' : `${year}年`;
};

/** `7月1日20时`, `7月1日20:05`: the shortest that cannot be misread. */
export function shortClock(at: Instant, now: Instant): string {
  const { month, day, hour, minute } = beijingParts(at);
  const time = minute === 0 ? `${hour}时` : `${hour}:${two(minute)}`;
  return `${yearOf(at, now)}${month}月${day}日${time}`;
}

/** `7月1日 20:00`. */
export function dayClock(at: Instant, now: Instant): string {
  const { month, day, hour, minute } = beijingParts(at);
  return `${yearOf(at, now)}${month}月${day}日 ${two(hour)}:${two(minute)}`;
}

/** From this hour on the day's part is called so. */
const DAY_PARTS: readonly (readonly [number, string])[] = [
  [19, '晚上'],
  [13, '下午'],
  [12, '中午'],
  [9, '上午'],
  [6, '早上'],
  [0, '凌晨'],
];

/** `七月一日晚上八点`, `七月二日凌晨零点`: as a neighbour says it. */
export function spokenClock(at: Instant, now: Instant): string {
  const { month, day, hour, minute } = beijingParts(at);
  const part = DAY_PARTS.find(([from]) => hour >= from)?.[1] ?? '';
  const said = hour > 12 ? hour - 12 : hour;
  const minutes = minute === 0 ? '' : `${minute < 10 ? '零' : ''}${spokenInteger(minute)}分`;
  const date = `${spokenText(yearOf(at, now))}${spokenInteger(month)}月${spokenInteger(day)}日`;
  return `${date}${part}${said === 2 ? '两' : spokenInteger(said)}点${minutes}`;
}
