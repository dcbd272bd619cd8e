import type { Adcode, RegionName } from '../../domain/region.ts';
import { markOf, placesBelow, type Mark } from './region-selection.ts';

/** One visible line of the tree. */
export interface RegionRow {
  place: RegionName;
  /** 1 at the top. */
  depth: number;
  mark: Mark;
  /** How many places lie directly below. */
  below: number;
  isOpen: boolean;
}

/** The lines that are in sight, from the top down; what lies below a closed place is not. */
export function regionRows(
  places: readonly RegionName[],
  chosen: readonly Adcode[],
  isOpen: (adcode: Adcode) => boolean,
): readonly RegionRow[] {
  const walk = (parent: Adcode | null, depth: number): readonly RegionRow[] =>
    placesBelow(places, parent).flatMap((place) => {
      const below = placesBelow(places, place.adcode).length;
      const open = below > 0 && isOpen(place.adcode);
      const row = { place, depth, mark: markOf(chosen, place.adcode), below, isOpen: open };
      return [row, ...(open ? walk(place.adcode, depth + 1) : [])];
    });
  return walk(null, 1);
}

export type TreeMove = { to: number } | { toggle: number } | { fold: Adcode; open: boolean } | null;

/** What a key does on the line `at`: the tree pattern of the ARIA practices, one stop for Tab. */
export function treeMove(rows: readonly RegionRow[], at: number, key: string): TreeMove {
  const row = rows[at];
  if (row === undefined) return null;
  const inside = (to: number): TreeMove => ({ to: Math.max(0, Math.min(rows.length - 1, to)) });
  switch (key) {
    case 'ArrowDown':
      return inside(at + 1);
    case 'ArrowUp':
      return inside(at - 1);
    case 'Home':
      return inside(0);
    case 'End':
      return inside(rows.length - 1);
    case ' ':
    case 'Enter':
      return { toggle: at };
    case 'ArrowRight':
      if (row.below === 0) return null;
      return row.isOpen ? inside(at + 1) : { fold: row.place.adcode, open: true };
    case 'ArrowLeft': {
      if (row.isOpen) return { fold: row.place.adcode, open: false };
      const above = rows.findLastIndex((other, index) => index < at && other.depth < row.depth);
      return above < 0 ? null : { to: above };
    }
    default:
      return null;
  }
}
