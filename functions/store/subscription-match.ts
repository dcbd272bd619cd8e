import { sql, type SQL } from './drizzle.ts';
import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { isAtLeast, LEVELS, type Level } from '../../src/domain/level.ts';
import { parentOf, type Adcode } from '../../src/domain/region.ts';
import { breaksQuiet, minuteOfDay, type MatchContext } from '../../src/domain/subscription-match.ts';
import { withAncestors } from './subscription-queries.ts';

/*
 * The rule of `isOwedNow` (src/domain/subscription-match.ts) as conditions on a row `s` of the table subscription.
 * A test compares the two on random wishes and alerts.
 */

export function textArray(values: readonly string[]): SQL {
  return sql`${sql.param([...values])}::text[]`;
}

/**
 * Whom a revision concerns and who may be told now, not having been told before: a chosen region lies in a part's
 * region or contains it, the part is grave enough there and of a hazard asked for, and the device is neither paused
 * nor quiet. Parts are never merged: a blue part in one township must not wake who asked for red, because another
 * township has red. Nobody for a cancellation: the end of what was never told is not news.
 * Without a context neither hazards nor the clock are looked at.
 */
export function isConcerned(revision: AlertRevision, context: MatchContext | null = null): SQL {
  if (revision.action === 'cancel') return sql`false`;
  const wished = (parts: readonly AlertPart[]): SQL =>
    anyOf(parts.map((part) => concerned(part, context?.kindOf(part.hazard) ?? null)));
  if (context === null) return wished(revision.parts);
  const loud = wished(revision.parts.filter(breaksQuiet));
  const soft = wished(revision.parts.filter((part) => !breaksQuiet(part)));
  return sql`(${isNotPaused(context.now)} and (${loud} or (${isNotQuiet(context.now)} and ${soft})))`;
}

/**
 * Whether a device that was told of an earlier revision may hear of this one now, wherever it is: not while it is
 * paused, and in quiet hours only what rings there.
 */
export function mayFollow(revision: AlertRevision, context: MatchContext | null): SQL {
  if (context === null) return sql`true`;
  const loud = revision.parts.filter(breaksQuiet).filter((part) => part.adcodes.length > 0);
  const isLoudHere = anyOf(loud.map((part) => inRegion(part.adcodes)));
  return sql`(${isNotPaused(context.now)} and (${isNotQuiet(context.now)} or ${isLoudHere}))`;
}

/** Who asked for notices or for drills about a region. Neither rings in quiet hours. */
export function asksFor(what: 'notices' | 'drills', adcodes: readonly Adcode[], now: Instant): SQL {
  if (adcodes.length === 0) return sql`false`;
  const wants = what === 'notices' ? sql`s.wants_notices` : sql`s.wants_drills`;
  return sql`(${wants} and ${isNotPaused(now)} and ${isNotQuiet(now)} and ${inRegion(adcodes)})`;
}

function concerned(part: AlertPart, kind: string | null): SQL {
  if (part.adcodes.length === 0) return sql`false`;
  const reached = textArray(LEVELS.filter((lowest: Level) => isAtLeast(part.level, lowest)));
  const adcodes = widest(part.adcodes);
  const ofKind = kind === null ? sql`true` : sql`(p.hazards is null or ${kind} = any(p.hazards))`;
  // The columns an index knows first; a wish that asks for more than they can say is read whole.
  return sql`(s.lowest_level = any(${reached}) and ${inRegion(part.adcodes)}
    and (s.places is null or exists (
      select 1 from jsonb_to_recordset(s.places) as p (adcode text, "lowestLevel" text, hazards text[])
      where p."lowestLevel" = any(${reached}) and ${ofKind}
        and (p.adcode ^@ any(${textArray(adcodes)}) or p.adcode = any(${textArray(withAncestors(adcodes))})))))`;
}

function inRegion(part: readonly Adcode[]): SQL {
  const adcodes = widest(part);
  return sql`(s.region_prefixes && ${textArray(adcodes)} or s.regions && ${textArray(withAncestors(adcodes))})`;
}

const isNotPaused = (now: Instant): SQL =>
  sql`(s.paused_until is null or s.paused_until <= ${now}::timestamptz)`;

function isNotQuiet(now: Instant): SQL {
  const minute = minuteOfDay(now);
  return sql`(s.quiet_from is null or not (case when s.quiet_from < s.quiet_to
    then ${minute}::int >= s.quiet_from and ${minute}::int < s.quiet_to
    else ${minute}::int >= s.quiet_from or ${minute}::int < s.quiet_to end))`;
}

/** Without codes that lie in another one of the list: whoever they reach is reached by that one. */
function widest(adcodes: readonly Adcode[]): Adcode[] {
  const all = new Set(adcodes);
  return [...all].filter((adcode) => {
    for (let at = parentOf(adcode); at !== null; at = parentOf(at)) if (all.has(at)) return false;
    return true;
  });
}

const anyOf = (clauses: readonly SQL[]): SQL =>
  clauses.length === 0 ? sql`false` : sql`(${sql.join([...clauses], sql` or `)})`;
