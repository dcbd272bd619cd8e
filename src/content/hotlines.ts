import { hotlineList } from 'contentlayer/generated';
import { hotlinesFor, type Hotline } from '../domain/hotline.ts';
import type { Adcode } from '../domain/region.ts';
import { documentOf } from './generated-documents.ts';
import { hotlinesSchema } from './schemas/hotlines.ts';

const hotlines: readonly Hotline[] = documentOf(hotlinesSchema, hotlineList).hotlines;

/** The numbers of a region, emergency numbers first; the nationwide ones when no region is chosen. */
export function listHotlines(adcode: Adcode | null): readonly Hotline[] {
  return hotlinesFor(adcode, hotlines);
}

export function findHotline(id: string): Hotline | null {
  return hotlines.find((hotline) => hotline.id === id) ?? null;
}
