import { allGuides } from 'contentlayer/generated';
import type { Guide } from '../domain/guide.ts';
import { documentsOf } from './generated-documents.ts';
import { listHazards } from './hazards.ts';
import { guideSchema } from './schemas/guide.ts';

const guides: readonly Guide[] = documentsOf(guideSchema, allGuides);

/** Every guide, in the order of the hazards they answer. */
export function listGuides(): readonly Guide[] {
  const order = new Map(listHazards().map((hazard) => [hazard.slug, hazard.order]));
  const placeOf = (guide: Guide) => order.get(guide.hazard) ?? Infinity;
  return guides.toSorted((a, b) => placeOf(a) - placeOf(b) || (a.slug < b.slug ? -1 : 1));
}

export function findGuide(slug: string): Guide | null {
  return guides.find((guide) => guide.slug === slug) ?? null;
}
