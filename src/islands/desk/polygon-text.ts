import type { LatLon } from '../../domain/alert.ts';

export type PolygonReading = { ok: true; points: readonly LatLon[] } | { ok: false; mistake: string };

/** Nobody draws more by hand, and the server refuses more. */
export const MAX_POINTS = 200;

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
  if (ring.length > 0 && ring.length < 3) return { ok: false, mistake: '至少要三个点才能围成一片。' };
  if (ring.length > MAX_POINTS) return { ok: false, mistake: `最多 ${MAX_POINTS} 个点，请少画一些。` };
  if (crossesItself(ring)) return { ok: false, mistake: '边线自己交叉了，请调整点的顺序。' };
  return { ok: true, points: ring };
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

function crossesItself(ring: readonly LatLon[]): boolean {
  const side = (a: LatLon, b: LatLon, c: LatLon): number =>
    Math.sign((b[1] - a[1]) * (c[0] - a[0]) - (b[0] - a[0]) * (c[1] - a[1]));
  const edges = ring.map((point, index): [LatLon, LatLon] => [point, ring[(index + 1) % ring.length] ?? point]);
  return edges.some(([a, b], i) =>
    edges.some(
      ([c, d], j) =>
        j > i + 1 &&
        !(i === 0 && j === edges.length - 1) &&
        side(a, b, c) * side(a, b, d) < 0 &&
        side(c, d, a) * side(c, d, b) < 0,
    ),
  );
}
