import {
  ALL_CLEAR_VISIBLE_HOURS,
  UNSTATED_VALIDITY_HOURS,
  type AlertPart,
  type AlertRevision,
} from './alert.ts';
import { addMs, HOUR_MS, type Instant } from './instant.ts';
import { gravest, levelRank, type Level } from './level.ts';
import { concerns, type Adcode } from './region.ts';

/**
 * `in-force`: a resident must heed it (also before its onset: the authority has published it).
 * `all-clear`: cancelled and the all-clear still shown. `ended`: expired, or cancelled long enough ago.
 */
export type AlertState = 'in-force' | 'all-clear' | 'ended';

/** When a part stops being in force: its stated end, or the ceiling after it was sent. */
export function partEndsAt(part: AlertPart, sentAt: Instant): Instant {
  return part.expiresAt ?? addMs(sentAt, UNSTATED_VALIDITY_HOURS * HOUR_MS);
}

/** When the last part of a revision ends. For a cancellation: when its all-clear leaves the page. */
export function revisionEndsAt(revision: AlertRevision): Instant {
  if (revision.action === 'cancel') return addMs(revision.sentAt, ALL_CLEAR_VISIBLE_HOURS * HOUR_MS);
  return revision.parts
    .map((part) => partEndsAt(part, revision.sentAt))
    .reduce((last, at) => (at > last ? at : last), revision.sentAt);
}

/** The state of an alert's latest revision at `now`. An instant equal to the end counts as ended. */
export function alertState(latest: AlertRevision, now: Instant): AlertState {
  if (now >= revisionEndsAt(latest)) return 'ended';
  return latest.action === 'cancel' ? 'all-clear' : 'in-force';
}

/** The parts still in force at `now`; of a cancellation, all parts while its all-clear is shown. */
export function livingParts(revision: AlertRevision, now: Instant): readonly AlertPart[] {
  if (alertState(revision, now) === 'ended') return [];
  if (revision.action === 'cancel') return revision.parts;
  return revision.parts.filter((part) => now < partEndsAt(part, revision.sentAt));
}

/** The parts that concern a chosen region; all parts when no region is chosen. */
export function partsFor(parts: readonly AlertPart[], chosen: Adcode | null): readonly AlertPart[] {
  if (chosen === null) return parts;
  return parts.filter((part) => part.adcodes.some((code) => concerns(code, chosen)));
}

/** The gravest level among some parts. */
export function levelOf(parts: readonly AlertPart[]): Level | null {
  return gravest(parts.map((part) => part.level));
}

/** Orders what a resident sees: in force before all-clear, graver first, then the newest first. */
export function compareForDisplay(a: AlertRevision, b: AlertRevision): number {
  const clear = Number(a.action === 'cancel') - Number(b.action === 'cancel');
  if (clear !== 0) return clear;
  const rank = levelRank(levelOf(a.parts)) - levelRank(levelOf(b.parts));
  if (rank !== 0) return rank;
  return a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : a.alertId < b.alertId ? -1 : 1;
}
