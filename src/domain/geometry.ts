import { circle as circlePolygon } from '@turf/circle';
import type { Circle, LatLon, Ring } from './alert.ts';
import { adcodesOfGeocode } from './geometry-geocode.ts';
import {
  holdsPoint,
  outlineOf,
  outlineOfExtent,
  readingsOf,
  ringsMeet,
  type Outline,
} from './geometry-outline.ts';
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

/** A polygon with 64 corners lies inside its circle by a thousandth; the rest is for the roughness of outlines. */
const CIRCLE_MARGIN = 1.01;
/** Beyond this a circle drawn in degrees is no circle any more; its bounding box is used. */
const LARGE_CIRCLE_KM = 1000;
const KM_PER_DEGREE = 111.2;

/**
 * Every region an area touches, by division code, polygon and circle together (CAP: the area is all of them).
 * Rather one too many than one missed: holes (`EXCLUDE_POLYGON`) are not cut out, and a shared border counts.
 */
export function adcodesOfArea(area: AreaShape, regions: readonly RegionExtent[]): AreaRegions {
  const found = new Set<Adcode>();
  const ignoredGeocodes = area.geocodes.filter((geocode) => {
    const adcodes = adcodesOfGeocode(geocode);
    adcodes?.forEach((adcode) => found.add(adcode));
    return adcodes === null;
  });
  const points = area.circles.filter(({ radiusKm }) => radiusKm === 0).map(({ centre }) => onGlobe(centre));
  const discs = area.circles.filter(({ radiusKm }) => radiusKm > 0).map(ringOfCircle);
  const rings = [...area.polygons, ...discs].flatMap(readingsOf);
  if (points.length + rings.length > 0) {
    for (const region of regions) {
      if (found.has(region.adcode)) continue;
      const isTouched = placesOf(region).some(
        (place) => points.some((at) => holdsPoint(place, at)) || rings.some((ring) => ringsMeet(ring, place)),
      );
      if (isTouched) found.add(region.adcode);
    }
  }
  return { adcodes: [...found].sort(), ignoredGeocodes };
}

/** Regions live as long as the program and are asked for every area; their outlines are measured once. */
const measured = new WeakMap<RegionExtent, readonly Outline[]>();

function placesOf(region: RegionExtent): readonly Outline[] {
  const known = measured.get(region);
  if (known !== undefined) return known;
  const rings = (region.outline ?? []).filter((ring) => ring.length >= 4).map(outlineOf);
  const places =
    rings.length > 0 ? rings : region.extent === undefined ? [] : [outlineOfExtent(region.extent)];
  measured.set(region, places);
  return places;
}

function ringOfCircle({ centre, radiusKm }: Circle): Ring {
  const [lat, lon] = onGlobe(centre);
  if (radiusKm <= LARGE_CIRCLE_KM && Math.abs(lat) < 80) {
    const [ring = []] = circlePolygon([lon, lat], radiusKm * CIRCLE_MARGIN).geometry.coordinates;
    return ring.map(([x = 0, y = 0]): LatLon => [y, x]);
  }
  const tall = (radiusKm * CIRCLE_MARGIN) / KM_PER_DEGREE;
  const minLat = Math.max(-90, lat - tall);
  const maxLat = Math.min(90, lat + tall);
  // Meridians draw together towards a pole: the widest parallel of the circle is narrower than a plain quotient says.
  const reach = Math.cos((Math.max(Math.abs(minLat), Math.abs(maxLat)) * Math.PI) / 180);
  const wide = reach < 0.02 ? 180 : Math.min(180, tall / reach);
  const box = { minLat, maxLat, minLon: lon - wide, maxLon: lon + wide };
  return outlineOfExtent(box).positions.map(([x, y]): LatLon => [y, x]);
}

function onGlobe([lat, lon]: LatLon): LatLon {
  return [lat, lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon];
}
