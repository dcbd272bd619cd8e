import type { Circle, Ring } from './alert.ts';
import type { Adcode } from './region.ts';

export interface Extent {
  minLat: number;
  minLon: number;
  maxLat: number;
  maxLon: number;
}

/** A region's place on the map. `outline`: its outer rings; without one the extent stands for it. */
export interface RegionExtent {
  adcode: Adcode;
  extent?: Extent;
  outline?: readonly Ring[];
}

/** What an area of a message gives to be found by; `CapArea` fits. */
export interface AreaShape {
  geocodes: readonly { valueName: string; value: string }[];
  polygons: readonly Ring[];
  circles: readonly Circle[];
}

export interface AreaRegions {
  /** Shortest form, sorted, without repeats. */
  adcodes: readonly Adcode[];
  /** Geocodes of lists that are not China's division codes; not used. */
  ignoredGeocodes: readonly { valueName: string; value: string }[];
}

/** Every region an area touches, by division code, polygon and circle together: rather one too many than one missed. */
export function adcodesOfArea(_area: AreaShape, _regions: readonly RegionExtent[]): AreaRegions {
  throw new Error('not built yet');
}
