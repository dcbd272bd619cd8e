import type { AlertRevision } from '../../src/domain/alert.ts';
import { alertState, livingParts, partEndsAt, revisionEndsAt } from '../../src/domain/alert-state.ts';
import { bulletinIn } from '../../src/domain/bulletin-view.ts';
import { firstSentence, sentenceForPeople } from '../../src/domain/instruction.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { concerns, type Adcode } from '../../src/domain/region.ts';
import { fitText, oneLine } from '../../src/domain/short-text.ts';

/** Bytes of JSON that keep one digest under 1 kB, whatever an authority writes: 60 Chinese characters are 180. */
const ROOM = { headline: 180, do: 180, source: 75, hazard: 60, code: 20, correction: 120 };
const MAX_REGIONS = 10;

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
  /** When it begins, as the authority wrote it; null: it wrote none. Never the time of sending. */
  onset: Instant | null;
  expires: Instant;
  isEndStated: boolean;
  regions: readonly Adcode[];
  regionsInAll: number;
  isDemonstration?: true;
  /** 更正: what was wrong before. */
  correction?: string;
  url: string;
}

function short(text: string, maxBytes: number): string {
  return fitText(oneLine(text), maxBytes);
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
        hazard: {
          code: part.hazard.code === null ? null : short(part.hazard.code, ROOM.code),
          name: short(part.hazard.name, ROOM.hazard),
        },
        headline: short(bulletin.headline, ROOM.headline),
        do: short(sentenceForPeople(bulletin.instruction) ?? firstSentence(bulletin.instruction), ROOM.do),
        source: short(revision.source, ROOM.source),
        sent: revision.sentAt,
        onset: part.onsetAt,
        expires: revision.action === 'cancel' ? revisionEndsAt(revision) : partEndsAt(part, revision.sentAt),
        isEndStated: part.expiresAt !== null,
        regions: codes.slice(0, MAX_REGIONS),
        regionsInAll: codes.length,
        ...(revision.isDemonstration ? { isDemonstration: true as const } : {}),
        ...(revision.correction === undefined
          ? {}
          : { correction: short(revision.correction, ROOM.correction) }),
        url: `/alerts/${revision.alertId}/`,
      };
    });
}
