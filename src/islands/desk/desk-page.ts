import type { DeskOptions } from '../../domain/alert-desk.ts';
import type { RegionName } from '../../domain/region.ts';
import type { MapPlace } from './polygon-map.ts';

/** What a page of the desk gives its island: facts of the content, cut to what this member reaches. */
export interface DeskPage {
  member: { id: string; name: string };
  places: readonly RegionName[];
  mapPlaces: readonly MapPlace[];
}

/** Of this tab, for as long as it lives. */
export function tabWord(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** The member's own trees; a village stands in no table of places, then its root is all there is. */
export const ownPlaces = (page: Pick<DeskPage, 'places'>, options: DeskOptions): readonly RegionName[] =>
  page.places.length > 0 ? page.places : options.roots;
