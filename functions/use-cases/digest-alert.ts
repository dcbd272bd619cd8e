import type { AlertRevision } from '../../src/domain/alert.ts';
import { alertState, livingParts, partEndsAt } from '../../src/domain/alert-state.ts';
import { bulletinIn, firstSentence } from '../../src/domain/bulletin-view.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { concerns, type Adcode } from '../../src/domain/region.ts';

/** Lengths that keep one digest under 1 kB in UTF-8, whatever an authority writes. */
const HEADLINE_CHARS = 60;
const DO_CHARS = 60;
const MAX_REGIONS = 12;

/** One part of a current alert as the public API lists it; the whole text is behind `url`. */
export interface AlertDigest {
  id: string;
  revision: number;
  state: string;
  level: string | null;
  hazard: { code: string | null; name: string };
  headline: string;
  do: string;
  source: string;
  sent: Instant;
  expires: Instant;
  isEndStated: boolean;
  regions: readonly Adcode[];
  regionsInAll: number;
  isDemonstration?: true;
  url: string;
}

function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}

/** A digest for each part that is in force (or in its all-clear) and concerns `chosen`. */
export function digestAlert(revision: AlertRevision, now: Instant, chosen: Adcode | null): AlertDigest[] {
  return livingParts(revision, now)
    .map((part) => ({
      part,
      codes: part.adcodes.filter((code) => chosen === null || concerns(code, chosen)),
    }))
    .filter(({ codes }) => codes.length > 0)
    .map(({ part, codes }) => {
      const bulletin = bulletinIn(part, 'zh-CN');
      return {
        id: revision.alertId,
        revision: revision.revision,
        state: alertState(revision, now),
        level: part.level,
        hazard: { code: part.hazard.code, name: cut(part.hazard.name, 20) },
        headline: cut(bulletin.headline, HEADLINE_CHARS),
        do: cut(firstSentence(bulletin.instruction), DO_CHARS),
        source: cut(revision.source, 30),
        sent: revision.sentAt,
        expires: partEndsAt(part, revision.sentAt),
        isEndStated: part.expiresAt !== null,
        regions: codes.slice(0, MAX_REGIONS),
        regionsInAll: codes.length,
        ...(revision.isDemonstration ? { isDemonstration: true as const } : {}),
        url: `/alerts/${revision.alertId}/`,
      };
    });
}
