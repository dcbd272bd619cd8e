import gcoord from 'gcoord';

const { BD09, GCJ02, WGS84, transform } = gcoord;

export interface Point {
  lat: number;
  lon: number;
}

const EARTH_RADIUS_M = 6_371_000;
/** CGCS2000 differs from WGS 84 by centimetres: the same for finding a door. */
const SYSTEMS: Record<string, Parameters<typeof transform>[1]> = {
  BD09,
  GCJ02,
  WGS84,
  CGCS2000: WGS84,
};

/** Phones locate in WGS 84; a record in another datum would be some hundred metres off. */
export function toWgs84(point: Point, datum: string): Point {
  const [lon, lat] = transform([point.lon, point.lat], SYSTEMS[datum] ?? WGS84, WGS84);
  return { lat, lon };
}

/** Great-circle distance in metres. */
export function metresBetween(a: Point, b: Point): number {
  const rad = (degrees: number): number => (degrees * Math.PI) / 180;
  const dLat = rad(b.lat - a.lat);
  const dLon = rad(b.lon - a.lon);
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

export function distanceText(metres: number): string {
  if (metres < 1000) return `${Math.round(metres / 10) * 10} 米`;
  return `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)} 公里`;
}

/** Opens the phone's own map: a link that any map app of the mainland takes, in the datum it expects. */
export function navigationUrl(point: Point, name: string): string {
  const [lon, lat] = transform([point.lon, point.lat], WGS84, GCJ02);
  return `https://uri.amap.com/marker?position=${lon.toFixed(6)},${lat.toFixed(6)}&name=${encodeURIComponent(name)}&coordinate=gaode`;
}
