import type { DeskPurpose, FieldProblem, FormBody } from './alert-desk.ts';
import type { AlertPart } from './alert.ts';
import { markedAsDrill, type Drill, type DrillRecord } from './drill.ts';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from './instant.ts';
import { checkForm } from './officer-check.ts';

/** An exercise is hours; a week is a wrong date. */
export const LONGEST_DRILL_DAYS = 7;
/** So far ahead is a plan for next year's form. */
const FURTHEST_DAYS = 366;
/** A start written a moment ago is now; one from this morning is a mistake. */
const LATE_START_MINUTES = 5;
/** How long a drill that is over stays beside those to come. */
export const DRILL_VISIBLE_HOURS = 6;

/** The mistakes of a drill's form and times; places and offices are judged by the server. */
export function checkDrill(
  form: FormBody,
  startAt: Instant | null,
  endAt: Instant | null,
  now: Instant,
): FieldProblem[] {
  const wrong = (path: string, message: string): FieldProblem[] => [
    { path, word: 'validity-invalid', message },
  ];
  const begins = startAt !== null && startAt > now ? startAt : now;
  const times =
    startAt !== null && startAt < addMs(now, -LATE_START_MINUTES * MINUTE_MS)
      ? wrong('startAt', '开始时间已经过了，请改到现在以后。')
      : startAt !== null && startAt > addMs(now, FURTHEST_DAYS * DAY_MS)
        ? wrong('startAt', '开始时间在一年以后，请核对年份。')
        : endAt === null
          ? wrong('endAt', '请填写演练什么时候结束。')
          : endAt <= begins
            ? wrong('endAt', '结束时间要晚于开始时间和现在。')
            : endAt > addMs(begins, LONGEST_DRILL_DAYS * DAY_MS)
              ? wrong('endAt', `演练最长 ${LONGEST_DRILL_DAYS} 天，请核对日期。`)
              : [];
  return [...checkForm(form, 'drill' satisfies DeskPurpose | 'drill', now), ...times];
}

/** The parts with 【演练】 first in every headline, description and instruction of every language. */
export function drillParts(parts: readonly AlertPart[]): AlertPart[] {
  return parts.map((part) => ({
    ...part,
    bulletins: part.bulletins.map((bulletin) => ({
      ...bulletin,
      headline: markedAsDrill(bulletin.headline),
      description: markedAsDrill(bulletin.description),
      instruction: markedAsDrill(bulletin.instruction),
    })),
  }));
}

/** A drill as anyone may see it; null while it is being written. `parts` are marked here once more, for certain. */
export function publicDrill(record: DrillRecord, parts: readonly AlertPart[]): Drill | null {
  if (record.state === 'editing' || record.endAt === null) return null;
  return {
    id: record.id,
    isDrill: true,
    state: record.state,
    source: record.form.source,
    parts: drillParts(parts),
    startAt: record.startedAt ?? record.startAt ?? record.updatedAt,
    endAt: record.endAt,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    cancelledReason: record.cancelledReason,
    isDemonstration: record.isDemonstration,
  };
}

/** Whether it stands beside the drills to come: until a while after its end. */
export function isDrillCurrent(drill: Drill, now: Instant): boolean {
  const over = drill.endedAt ?? drill.endAt;
  return now < addMs(over, DRILL_VISIBLE_HOURS * HOUR_MS);
}
