import { beijingParts, type Instant } from '../../src/domain/instant.ts';

/** 「2026-07-24 15:30（北京时间）」 for a terminal. */
export function spokenBeijing(at: Instant): string {
  const { year, month, day, hour, minute } = beijingParts(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}（北京时间）`;
}
