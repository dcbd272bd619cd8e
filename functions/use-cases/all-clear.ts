import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import type { IncomingRevision } from './publish-revision.ts';

/** The cancelled alert's own parts with all-clear words: same areas, so that it reaches the same people. */
export function allClearParts(latest: AlertRevision, incoming: IncomingRevision): AlertPart[] {
  return latest.parts.map((part) => ({
    ...part,
    responseTypes: ['AllClear'],
    urgency: 'Past' as const,
    effectiveAt: incoming.sentAt,
    onsetAt: null,
    expiresAt: null,
    bulletins: part.bulletins.map((bulletin) => ({
      ...bulletin,
      headline: bulletin.language.toLowerCase().startsWith('zh')
        ? `${incoming.source}解除${part.hazard.name}预警`
        : bulletin.headline,
      description: '',
      instruction: '',
    })),
  }));
}

/**
 * A cancellation ends the whole alert, so its all-clear stands wherever the alert stood, also where its own areas
 * are smaller or could not be matched. Only where it is shown changes: areas and words stay the authority's.
 */
export function reachingAll(parts: readonly AlertPart[], latest: AlertRevision): readonly AlertPart[] {
  const reached = parts.flatMap((part) => part.adcodes);
  const left = latest.parts
    .flatMap((part) => part.adcodes)
    .filter((code) => !reached.some((wider) => code.startsWith(wider)));
  return left.length === 0
    ? parts
    : parts.map((part, index) =>
        index > 0 ? part : { ...part, adcodes: [...new Set([...part.adcodes, ...left])].sort() },
      );
}
