import type { AlertRevision } from '../domain/alert.ts';
import { alertState, livingParts, partsFor } from '../domain/alert-state.ts';
import { bulletinView, type ShownBulletin } from '../domain/bulletin-view.ts';
import type { Instant } from '../domain/instant.ts';
import { levelRank } from '../domain/level.ts';
import type { Adcode } from '../domain/region.ts';
import { hazardOfPart } from './hazards.ts';
import { regionName } from './regions.ts';

/** The bulletins of some alerts that concern `chosen`, gravest part first within each alert. */
export function shownBulletins(
  revisions: readonly AlertRevision[],
  now: Instant,
  chosen: Adcode | null,
): ShownBulletin[] {
  return revisions.flatMap((revision) => {
    // Of an ended alert all parts are shown, greyed: the archive must not look empty.
    const parts = alertState(revision, now) === 'ended' ? revision.parts : livingParts(revision, now);
    return partsFor(parts, chosen)
      .toSorted((a, b) => levelRank(a.level) - levelRank(b.level))
      .map((part) => {
        const hazard = hazardOfPart(part);
        const guideInstruction = (): string | null => hazard?.firstInstruction?.text ?? null;
        return {
          view: bulletinView(revision, part, now, guideInstruction, regionName),
          adcodes: part.adcodes,
          guideHref: hazard === null || hazard.guide === null ? null : `/guides/${hazard.guide}/`,
        };
      });
  });
}
