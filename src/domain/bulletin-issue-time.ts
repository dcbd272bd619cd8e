import { completeFrom, findDates, inferInstant, instantOf, type DateMention } from './bulletin-date.ts';
import type { BulletinIdentifier } from './bulletin-identifier.ts';
import type { Merged } from './bulletin-merge.ts';
import { textProblem } from './bulletin-problem.ts';
import type { TextProblem } from './bulletin-reading.ts';
import type { Label } from './bulletin-sections.ts';
import { DAY_MS, HOUR_MS, type Instant } from './instant.ts';

const apart = (a: Instant, b: Instant) => Math.abs(Date.parse(a) - Date.parse(b));
/** The platform's time may trail the signature, a labelled time may be rounded; more is a contradiction. */
const TOLERANCE_MS = 6 * HOUR_MS;

/** Whether nothing of `part` contradicts the Beijing date of `whole`. */
function agrees(part: DateMention, whole: DateMention): boolean {
  const same = (a: number | null, b: number | null) => a === null || b === null || a === b;
  return same(part.year, whole.year) && same(part.month, whole.month) && same(part.day, whole.day);
}

/**
 * When the bulletin was issued. The issuing sentence's own date wins; a date without year or month is completed
 * from a full one in title, field, signature or identifier, else from the time of receipt (and said so), else not.
 */
export function readIssue(
  text: string,
  merged: Merged,
  labels: readonly Label[],
  identifier: BulletinIdentifier | null,
  receivedAt: Instant | null,
): { issuedAt: Instant | null; problems: readonly TextProblem[] } {
  const labelled = labels
    .filter((label) => label.name === 'issuedAt')
    .flatMap((label) => findDates(label.value).slice(0, 1));
  const afterTitle = /^[([]?([^()[\]\n,:。]{6,32})[)\]]/.exec(
    text.slice(merged.bodyStart, merged.bodyStart + 40),
  )?.[1];
  const trailing =
    afterTitle === undefined ? onlyDate(text, merged.bodyStart) : findDates(afterTitle).slice(0, 1);
  const all = [...merged.dates, ...labelled, ...trailing];
  const own = all[0];
  const full = all.map((date) => instantOf(date)).filter((at) => at !== null);
  const takenAt = identifier?.takenAt ?? null;
  if (own === undefined) {
    return takenAt === null ? { issuedAt: null, problems: [] } : { issuedAt: takenAt, problems: [] };
  }
  // 「7月27日发布」 with 「15时30分」 elsewhere: the hour comes from a date that agrees.
  const withHour =
    own.hour === null ? all.find((date) => date.hour !== null && agrees(own, date)) : undefined;
  const year = own.year ?? withHour?.year ?? null;
  const best: DateMention =
    withHour === undefined
      ? own
      : { ...withHour, year, month: own.month ?? withHour.month, day: own.day ?? withHour.day };
  const exact = instantOf(best);
  if (exact !== null) {
    const other = full.find((at) => apart(at, exact) > TOLERANCE_MS);
    if (other !== undefined) return { issuedAt: null, problems: [textProblem('dates-disagree', 'issuedAt')] };
    const isOdd = takenAt !== null && apart(takenAt, exact) > DAY_MS;
    return { issuedAt: exact, problems: isOdd ? [textProblem('identifier-disagrees', 'issuedAt')] : [] };
  }
  const day = all.find(
    (date) => date.hour === null && date.year !== null && date.month !== null && date.day !== null,
  );
  const noon = day === undefined ? null : instantOf({ ...day, hour: 12, minute: 0, second: 0 });
  for (const anchor of [...full, takenAt, noon].filter((at) => at !== null)) {
    const completed = completeFrom(best, anchor);
    if (completed !== null) return { issuedAt: completed, problems: [] };
    if (best.hour === null && anchor === takenAt && takenAt !== null && sameDay(best, takenAt))
      return { issuedAt: takenAt, problems: [] };
  }
  const inferred = receivedAt === null || full.length > 0 ? null : inferInstant(best, receivedAt);
  if (inferred !== null) return { issuedAt: inferred, problems: [textProblem('date-inferred', 'issuedAt')] };
  return { issuedAt: null, problems: [textProblem('date-incomplete', 'issuedAt')] };
}

/** 「…预警信号 2026-07-01 08:15」: the rest of the line is a date and nothing else. */
function onlyDate(text: string, from: number): readonly DateMention[] {
  const rest = /^[^\n]*/.exec(text.slice(from, from + 40))?.[0] ?? '';
  const [date, ...others] = findDates(rest);
  if (date === undefined || others.length > 0) return [];
  return /^[,.。:;\s于]*$/.test(rest.slice(0, date.start) + rest.slice(date.end)) ? [date] : [];
}

function sameDay(date: DateMention, at: Instant): boolean {
  const [whole] = findDates(new Date(Date.parse(at) + 8 * HOUR_MS).toISOString().slice(0, 10));
  return whole !== undefined && agrees(date, whole);
}
