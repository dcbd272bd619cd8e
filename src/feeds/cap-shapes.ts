import type { Circle, LatLon, Ring } from '../domain/alert.ts';
import type { CapReport } from './cap-report.ts';
import { readNumber } from './cap-values.ts';

/** Six times the largest ring seen in a real message. */
const MAX_RING_POINTS = 200_000;
const HALF_CIRCUMFERENCE_KM = 20_040;
const MIN_CLOSED_POINTS = 4;

/** Where western China lands when its longitude is written first: numerically lawful, but open Arctic sea. */
const SWAPPED_CHINA = { minLat: 73, maxLat: 90, minLon: 26, maxLon: 54 };

/** `lat,lon lat,lon …`. One bad pair spoils the ring: a ring with a corner left out covers other people. */
export function readPolygon(text: string, path: string, report: CapReport): Ring | null {
  const pairs = text.trim() === '' ? [] : text.trim().split(/\s+/);
  if (pairs.length === 0) {
    report.warning('polygon-empty', path);
    return null;
  }
  if (pairs.length > MAX_RING_POINTS) {
    report.error('quantity-exceeded', path, String(MAX_RING_POINTS));
    return null;
  }
  const ring: LatLon[] = [];
  for (const pair of pairs) {
    const point = readPair(pair);
    if (point === null) {
      report.warning('polygon-bad-pair', path, pair);
      return null;
    }
    ring.push(point);
  }
  const fault = faultOf(ring);
  if (fault !== null) {
    report.warning(fault.isSwapped ? 'coordinates-swapped' : 'polygon-bad-pair', path, fault.at.join(','));
    return null;
  }
  return closedRing(ring, path, report);
}

/** `lat,lon radius`, the radius in kilometres; 0 is a point (Australia's services use it so). */
export function readCircle(text: string, path: string, report: CapReport): Circle | null {
  if (text.trim() === '') {
    // Canada's feed writes every optional element, filled or not: nothing was said, so nothing is lost.
    report.note('circle-empty', path);
    return null;
  }
  const [pair = '', radiusText = '', ...rest] = text.trim().split(/\s+/);
  const centre = readPair(pair);
  const radiusKm = readNumber(radiusText);
  const fault = centre === null ? null : faultOf([centre]);
  if (fault?.isSwapped === true) {
    report.warning('coordinates-swapped', path, text.trim());
    return null;
  }
  if (centre === null || fault !== null || radiusKm === null || rest.length > 0 || radiusKm < 0) {
    report.warning('circle-bad', path, text.trim());
    return null;
  }
  if (radiusKm > HALF_CIRCUMFERENCE_KM) {
    report.warning('circle-bad', path, text.trim());
    return null;
  }
  warnOfPlace([centre], path, report);
  return { centre, radiusKm };
}

function readPair(text: string): LatLon | null {
  const comma = text.indexOf(',');
  const lat = readNumber(text.slice(0, Math.max(comma, 0)));
  const lon = readNumber(text.slice(comma + 1));
  return lat === null || lon === null ? null : [lat, lon];
}

/** A point off the globe, and whether exchanging the two numbers would put all of them on it. */
function faultOf(points: readonly LatLon[]): { at: LatLon; isSwapped: boolean } | null {
  const at = points.find(([lat, lon]) => Math.abs(lat) > 90 || Math.abs(lon) > 360);
  if (at === undefined) return null;
  return { at, isSwapped: points.every(([lat, lon]) => Math.abs(lat) <= 180 && Math.abs(lon) <= 90) };
}

function closedRing(points: LatLon[], path: string, report: CapReport): Ring | null {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const isClosed = first[0] === last[0] && first[1] === last[1];
  if (points.length + (isClosed ? 0 : 1) < MIN_CLOSED_POINTS) {
    report.warning('polygon-too-few-points', path);
    return null;
  }
  if (!isClosed) {
    report.warning('polygon-not-closed', path);
    points.push(first);
  }
  warnOfPlace(points, path, report);
  return points;
}

function warnOfPlace(points: readonly LatLon[], path: string, report: CapReport): void {
  const beyond = points.find(([, lon]) => Math.abs(lon) > 180);
  if (beyond !== undefined) report.warning('longitude-out-of-range', path, beyond.join(','));
  const { minLat, maxLat, minLon, maxLon } = SWAPPED_CHINA;
  const isSuspect = points.every(
    ([lat, lon]) => lat >= minLat && lat <= maxLat && lon >= minLon && lon <= maxLon,
  );
  if (isSuspect) report.warning('coordinates-swapped', path, points[0]?.join(',') ?? '');
}
