import { booleanIntersects } from '@turf/boolean-intersects';
import { multiLineString, point, polygon } from '@turf/helpers';
import type { LatLon, Ring } from './alert.ts';
import type { Extent } from './geometry.ts';

type Position = [lon: number, lat: number];

/** A ring in GeoJSON order with its extent; the coordinates may run beyond ±180 where it crosses the date line. */
export interface Outline {
  positions: readonly Position[];
  extent: Extent;
}

export function outlineOf(points: readonly LatLon[]): Outline {
  const extent: Extent = { minLat: 90, minLon: Infinity, maxLat: -90, maxLon: -Infinity };
  const positions = points.map(([lat, lon]): Position => {
    extent.minLat = Math.min(extent.minLat, lat);
    extent.maxLat = Math.max(extent.maxLat, lat);
    extent.minLon = Math.min(extent.minLon, lon);
    extent.maxLon = Math.max(extent.maxLon, lon);
    return [lon, lat];
  });
  return { positions, extent };
}

/** The four corners of an extent as a closed ring. */
export function outlineOfExtent(extent: Extent): Outline {
  const { minLat, minLon, maxLat, maxLon } = extent;
  return outlineOf([
    [minLat, minLon],
    [minLat, maxLon],
    [maxLat, maxLon],
    [maxLat, minLon],
    [minLat, minLon],
  ]);
}

export function overlaps(a: Extent, b: Extent): boolean {
  return a.minLat <= b.maxLat && b.minLat <= a.maxLat && a.minLon <= b.maxLon && b.minLon <= a.maxLon;
}

/** Whether a point lies in or on a place. */
export function holdsPoint(place: Outline, [lat, lon]: LatLon): boolean {
  if (!overlaps(place.extent, { minLat: lat, maxLat: lat, minLon: lon, maxLon: lon })) return false;
  return booleanIntersects(point([lon, lat]), polygon([[...place.positions]]));
}

/**
 * Whether two closed rings share any point. Only the ring's stretches near the place are compared: a coastal ring of
 * 34 000 points meets a county with a few dozen of them.
 */
export function ringsMeet(ring: Outline, place: Outline): boolean {
  if (!overlaps(ring.extent, place.extent)) return false;
  const near = stretchesNear(ring.positions, place.extent);
  if (near.length > 0 && booleanIntersects(multiLineString(near), polygon([[...place.positions]])))
    return true;
  const [corner] = place.positions;
  return corner !== undefined && booleanIntersects(point(corner), polygon([[...ring.positions]]));
}

function stretchesNear(positions: readonly Position[], extent: Extent): Position[][] {
  const stretches: Position[][] = [];
  let isOpen = false;
  let previous: Position | undefined;
  for (const position of positions) {
    const isNear =
      previous !== undefined &&
      Math.min(previous[0], position[0]) <= extent.maxLon &&
      Math.max(previous[0], position[0]) >= extent.minLon &&
      Math.min(previous[1], position[1]) <= extent.maxLat &&
      Math.max(previous[1], position[1]) >= extent.minLat;
    if (isNear && previous !== undefined) {
      if (isOpen) stretches.at(-1)?.push(position);
      else stretches.push([previous, position]);
    }
    isOpen = isNear;
    previous = position;
  }
  return stretches;
}

/**
 * The readings of a ring that may be meant. Neighbouring points more than 180° apart either cross the date line or
 * span half the globe; both are tried, and copies a whole turn away, for places are given within ±180.
 */
export function readingsOf(ring: Ring): readonly Outline[] {
  const unwrapped: LatLon[] = [];
  let previous = 0;
  let turns = 0;
  ring.forEach(([lat, lon], index) => {
    if (index > 0 && lon - previous > 180) turns -= 360;
    if (index > 0 && lon - previous < -180) turns += 360;
    previous = lon;
    unwrapped.push([lat, lon + turns]);
  });
  const crosses = unwrapped.some(([, lon], index) => lon !== ring[index]?.[1]);
  return (crosses ? [ring, unwrapped] : [ring]).flatMap((reading) => {
    const outline = outlineOf(reading);
    const shifts = [0];
    if (outline.extent.minLon < -180) shifts.push(360);
    if (outline.extent.maxLon > 180) shifts.push(-360);
    return shifts.map((shift) =>
      shift === 0 ? outline : outlineOf(reading.map(([lat, lon]): LatLon => [lat, lon + shift])),
    );
  });
}
