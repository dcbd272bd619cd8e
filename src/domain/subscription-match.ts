import type { AlertPart, AlertRevision } from './alert.ts';
import { partsFor } from './alert-state.ts';
import { beijingParts, type Instant } from './instant.ts';
import { isAtLeast } from './level.ts';
import type { QuietHours, SubscribedPlace, Wish } from './subscription.ts';

/** What a match depends on besides the alert and the wish. */
export interface MatchContext {
  now: Instant;
  /** The slug of a hazard as content/hazards names it; null when nobody can tell. */
  kindOf(hazard: AlertPart['hazard']): string | null;
}

/** Minutes after Beijing midnight, the clock quiet hours are told in. */
export function minuteOfDay(now: Instant): number {
  const { hour, minute } = beijingParts(now);
  return hour * 60 + minute;
}

/** The first minute is quiet, the last one no more: 22:00–07:00 rings at 07:00. */
export function isQuiet(quiet: QuietHours | null, minute: number): boolean {
  if (quiet === null) return false;
  const { fromMinute, toMinute } = quiet;
  return fromMinute < toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;
}

/**
 * What rings in quiet hours all the same: 红色; what its authority did not grade, for then nobody has said that it is
 * minor; and what must be acted on at once (CAP's Immediate), whatever the colour. Said in these words on /subscribe/.
 */
export function breaksQuiet(part: Pick<AlertPart, 'level' | 'urgency'>): boolean {
  return part.level === null || part.level === 'red' || part.urgency === 'Immediate';
}

/** Whether a part concerns one place as it was asked for: region, level and hazard. */
export function concernsPlace(part: AlertPart, place: SubscribedPlace, kind: string | null): boolean {
  return (
    partsFor([part], place.adcode).length > 0 &&
    isAtLeast(part.level, place.lowestLevel) &&
    (place.hazards === null || kind === null || place.hazards.includes(kind))
  );
}

/** Whether some part concerns some place. Parts are never merged: red elsewhere does not make blue here grave. */
export function isWished(parts: readonly AlertPart[], wish: Wish, context: MatchContext): boolean {
  return parts.some((part) =>
    wish.places.some((place) => concernsPlace(part, place, context.kindOf(part.hazard))),
  );
}

/** What has passed between an alert and a device before this revision. */
export interface Passed {
  /** Some earlier revision was delivered, or may have been. */
  wasTold: boolean;
}

/**
 * Whether a revision may be sent to a device now: the rule in plain words, which the SQL of
 * functions/store/subscription-match.ts must say too (a test compares them). Held is not lost: who is quiet or
 * paused now is asked about again every half hour. The end of an alert is told only to who was told of the alert.
 */
export function isOwedNow(
  revision: AlertRevision,
  wish: Wish,
  passed: Passed,
  context: MatchContext,
): boolean {
  if (wish.pausedUntil !== null && context.now < wish.pausedUntil) return false;
  const loud = revision.parts.filter(breaksQuiet);
  const isNew = (parts: readonly AlertPart[]): boolean =>
    revision.action !== 'cancel' && isWished(parts, wish, context);
  if (!isQuiet(wish.quiet, minuteOfDay(context.now))) return passed.wasTold || isNew(revision.parts);
  const isLoudHere = wish.places.some(({ adcode }) => partsFor(loud, adcode).length > 0);
  return isNew(loud) || (passed.wasTold && isLoudHere);
}
