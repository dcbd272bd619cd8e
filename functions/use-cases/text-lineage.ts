import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import { alertState, livingParts } from '../../src/domain/alert-state.ts';
import type { TextReading } from '../../src/domain/bulletin-reading.ts';
import { concerns, type Adcode } from '../../src/domain/region.ts';
import type { AlertDeps } from './alert-deps.ts';
import type { CompleteReading } from './ingest-text.ts';

type Hazard = NonNullable<TextReading['hazard']>;

/**
 * The alerts a text may continue, the likeliest first. Texts name no predecessor: it is an alert in force from the
 * same issuer, of the same hazard, for an overlapping place; of several the one at the level that is lifted or
 * changed, then the newest. A new 发布 replaces only what it covers whole: otherwise both stand, for a warning too
 * many is better than one that vanishes from the places the new one does not name.
 */
export async function findContinued(
  deps: AlertDeps,
  reading: CompleteReading,
  parts: readonly AlertPart[],
): Promise<readonly AlertRevision[]> {
  const now = deps.now();
  const codes = parts.flatMap((part) => part.adcodes);
  const level = reading.action === 'cancel' ? reading.level : (reading.previousLevel ?? reading.level);
  const alike = (await deps.store.listCurrent(now)).filter(
    (alert) =>
      alertState(alert, now) === 'in-force' &&
      alert.source === reading.issuer &&
      livingParts(alert, now).some(
        (part) =>
          isSameHazard(part.hazard, reading.hazard) &&
          part.adcodes.some((a) => codes.some((b) => concerns(a, b))),
      ) &&
      (reading.action !== 'issue' || isCovered(alert, codes)),
  );
  const isOfLevel = (alert: AlertRevision): boolean => alert.parts.some((part) => part.level === level);
  const ofLevel = alike.filter(isOfLevel);
  // An all-clear of 橙 leaves the same issuer's 蓝 in force.
  const candidates = reading.action === 'cancel' && ofLevel.length > 0 ? ofLevel : alike;
  return candidates.toSorted(
    (a, b) => Number(isOfLevel(b)) - Number(isOfLevel(a)) || (a.sentAt < b.sentAt ? 1 : -1),
  );
}

function isCovered(alert: AlertRevision, codes: readonly Adcode[]): boolean {
  return alert.parts.every((part) => part.adcodes.every((code) => codes.some((c) => code.startsWith(c))));
}

/**
 * What stays in force after a hazard is lifted for some places: no part at all when that was everything, and null
 * when it cannot be told (a township lifted out of a warning for its whole county).
 */
export function remainingParts(
  alert: AlertRevision,
  hazard: Hazard,
  lifted: readonly Adcode[],
): readonly AlertPart[] | null {
  const left: AlertPart[] = [];
  for (const part of alert.parts) {
    const isLifted = (code: Adcode): boolean => lifted.some((wider) => code.startsWith(wider));
    if (!isSameHazard(part.hazard, hazard) || part.adcodes.length === 0) {
      left.push(part);
      continue;
    }
    const stays = part.adcodes.filter((code) => !isLifted(code));
    if (stays.some((code) => lifted.some((narrower) => narrower.startsWith(code)))) return null;
    if (stays.length === 0) continue;
    const isWhole = stays.length === part.adcodes.length;
    left.push(isWhole ? part : { ...part, adcodes: stays, areas: areasOf(part, stays) });
  }
  return left;
}

/** Areas are kept apart by their own codes; one that holds both kinds keeps its name but loses the lifted codes. */
function areasOf(part: AlertPart, stays: readonly Adcode[]): AlertPart['areas'] {
  return part.areas
    .map((area) => ({ ...area, adcodes: area.adcodes.filter((code) => stays.includes(code)) }))
    .filter((area, index) => area.adcodes.length > 0 || part.areas[index]?.adcodes.length === 0);
}

function isSameHazard(a: AlertPart['hazard'], b: AlertPart['hazard']): boolean {
  return a.code !== null && b.code !== null ? a.code === b.code : a.name === b.name;
}
