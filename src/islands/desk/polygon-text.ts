import { DESK_LIMITS } from '../../domain/alert-desk.ts';
import type { LatLon } from '../../domain/alert.ts';
import { polygonMistake } from '../../domain/officer-polygon.ts';

export type PolygonReading = { ok: true; points: readonly LatLon[] } | { ok: false; mistake: string };

/**
 * A polygon as people write it: one `纬度,经度` a line, or CAP's `lat,lon lat,lon`; Chinese commas too. The ring is
 * given open: the first point is not repeated. Empty text is no polygon.
 */
export function readPolygon(text: string): PolygonReading {
  const pairs = text
    .replaceAll('，', ',')
    .replace(/\s*,\s*/g, ',')
    .split(/[\s;；]+/)
    .filter((pair) => pair !== '');
  const points: LatLon[] = [];
  for (const [index, pair] of pairs.entries()) {
    const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(pair);
    if (match === null) return wrong(index, `“${pair.slice(0, 30)}”不是“纬度,经度”。`);
    const [lat, lon] = [Number(match[1]), Number(match[2])];
    // Everywhere in China the longitude is the greater number: 82.9,46.2 was copied the other way round.
    if (Math.abs(lat) > 60 && Math.abs(lon) <= 60) return wrong(index, '像是写反了：先写纬度，再写经度。');
    if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return wrong(index, '超出了经纬度的范围。');
    points.push([lat, lon]);
  }
  const ring = opened(points);
  if (ring.length === 0) return { ok: true, points: ring };
  const mistake = polygonMistake(closed(ring) ?? ring, DESK_LIMITS.points);
  return mistake === null ? { ok: true, points: ring } : { ok: false, mistake };
}

const wrong = (index: number, why: string): PolygonReading => ({
  ok: false,
  mistake: `第 ${index + 1} 个点：${why}`,
});

/** Without the closing repeat of the first point. */
export function opened(points: readonly LatLon[]): readonly LatLon[] {
  const [first, last] = [points[0], points.at(-1)];
  const isClosed = points.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return isClosed ? points.slice(0, -1) : points;
}

/** As the form and CAP keep it: closed. Null for fewer than three points. */
export function closed(points: readonly LatLon[]): LatLon[] | null {
  const ring = opened(points);
  const [first] = ring;
  return first === undefined || ring.length < 3 ? null : [...ring, first];
}

/** One point a line; four decimals are ten metres. */
export function polygonText(points: readonly LatLon[]): string {
  return opened(points)
    .map(([lat, lon]) => `${Number(lat.toFixed(4))},${Number(lon.toFixed(4))}`)
    .join('\n');
}
