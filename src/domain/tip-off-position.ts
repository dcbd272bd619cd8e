/**
 * Which grid coordinates are in: what a phone measures (WGS-84), what most maps in China draw (GCJ-02), what Baidu's
 * map draws (BD-09). They differ by up to a kilometre, so a position without its datum is no position.
 */
export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;
export type Datum = (typeof DATUMS)[number];

/** Degrees, in the grid that `datum` names, as the reporter's map gave them. */
export interface TipOffPosition {
  lat: number;
  lng: number;
  datum: Datum;
}

/**
 * A frame of rough boxes [west, south, east, north] drawn wide around all of China, the sea included. Not a border and
 * not fit for drawing: it only tells a slip of the finger (swapped numbers, another continent) from a place.
 */
const FRAME = [
  [73, 35.2, 80.5, 42.5],
  [78, 30.5, 82, 36],
  [79.5, 34, 97, 49.6],
  [81, 27.9, 92, 35],
  [88.5, 26.5, 98, 35],
  [97, 21, 103, 43.2],
  [102, 21.4, 109, 43.2],
  [107.5, 2.5, 119, 43],
  [111, 20, 125.5, 47],
  [115, 40, 127, 54],
  [124, 40.5, 135.6, 53.8],
] as const;

/** How a pair of degrees fails to be a place in China; null when it may be one. */
export type PositionMistake = 'range' | 'null-island' | 'swapped' | 'outside';

/** Judges WGS-84 degrees. */
export function positionMistake(lat: number, lng: number): PositionMistake | null {
  if (lat === 0 && lng === 0) return 'null-island';
  if (isInFrame(lat, lng)) return null;
  if (isInFrame(lng, lat)) return 'swapped';
  return Math.abs(lat) > 90 || Math.abs(lng) > 180 ? 'range' : 'outside';
}

function isInFrame(lat: number, lng: number): boolean {
  return FRAME.some(
    ([west, south, east, north]) => lng >= west && lng <= east && lat >= south && lat <= north,
  );
}
