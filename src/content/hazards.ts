import { allHazards } from 'contentlayer/generated';
import { hazardOf, type Hazard } from '../domain/hazard.ts';
import { documentsOf } from './generated-documents.ts';
import { hazardSchema } from './schemas/hazard.ts';

const hazards: readonly Hazard[] = documentsOf(hazardSchema, allHazards).toSorted(
  (a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1),
);

/** Every hazard in the order of display. */
export function listHazards(): readonly Hazard[] {
  return hazards;
}

export function findHazard(slug: string): Hazard | null {
  return hazards.find((hazard) => hazard.slug === slug) ?? null;
}

/** The hazard a bulletin's part speaks of; null when it is none we know. */
export function hazardOfPart(part: { hazard: { code: string | null; name: string } }): Hazard | null {
  return hazardOf(part.hazard.code, part.hazard.name, hazards);
}
