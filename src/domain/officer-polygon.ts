import type { LatLon } from './alert.ts';

/** Why a drawn area cannot be used; null when it can. Chinese, what to do. */
export function polygonMistake(points: readonly LatLon[], maxPoints: number): string | null {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 4) return '至少要三个点才能围成一片。';
  if (points.length > maxPoints + 1) return `最多 ${maxPoints} 个点，请少画一些。`;
  // Written so that NaN, which fits no comparison, is out of range too.
  const isOnEarth = ([lat, lon]: LatLon): boolean => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  if (!points.every(isOnEarth)) return '有的点超出了经纬度的范围。先写纬度，再写经度。';
  if (first[0] !== last[0] || first[1] !== last[1]) return '边线没有闭合，终点要回到起点。';
  const ring = withoutRepeats(points);
  if (ring.length < 4) return '至少要三个不同的点才能围成一片。';
  if (crossesItself(ring)) return '边线自己交叉了，请调整点的顺序。';
  return Math.abs(doubleArea(ring)) < 1e-9 ? '这些点都在一条线上，围不成一片。' : null;
}

function withoutRepeats(points: readonly LatLon[]): LatLon[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || before[0] !== point[0] || before[1] !== point[1];
  });
}

/** Every pair of sides that are no neighbours; two hundred points are twenty thousand pairs, well under a millisecond each hundred. */
function crossesItself(ring: readonly LatLon[]): boolean {
  const sides = ring.length - 1;
  const at = (index: number): LatLon => ring[index] ?? [NaN, NaN];
  for (let i = 0; i < sides; i += 1)
    for (let j = i + 1; j < sides; j += 1) {
      const areNeighbours = j === i + 1 || (i === 0 && j === sides - 1);
      if (areNeighbours ? foldsBack(ring, i, j) : meet(at(i), at(i + 1), at(j), at(j + 1))) return true;
    }
  return false;
}

/** Neighbours share a corner; they may not run back over each other. */
function foldsBack(ring: readonly LatLon[], i: number, j: number): boolean {
  const at = (index: number): LatLon => ring[index] ?? [NaN, NaN];
  const [before, corner, after] = j === i + 1 ? [at(i), at(j), at(j + 1)] : [at(j), at(i), at(i + 1)];
  if (turn(before, corner, after) !== 0) return false;
  const dot =
    (corner[0] - before[0]) * (after[0] - corner[0]) + (corner[1] - before[1]) * (after[1] - corner[1]);
  return dot < 0;
}

function meet(a: LatLon, b: LatLon, c: LatLon, d: LatLon): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && isBetween(a, b, c)) ||
    (abd === 0 && isBetween(a, b, d)) ||
    (cda === 0 && isBetween(c, d, a)) ||
    (cdb === 0 && isBetween(c, d, b))
  );
}

/** 1 to the left, -1 to the right, 0 straight on. */
function turn(a: LatLon, b: LatLon, c: LatLon): number {
  return Math.sign((b[1] - a[1]) * (c[0] - a[0]) - (b[0] - a[0]) * (c[1] - a[1]));
}

function isBetween(a: LatLon, b: LatLon, c: LatLon): boolean {
  const fits = (axis: 0 | 1): boolean =>
    Math.min(a[axis], b[axis]) <= c[axis] && c[axis] <= Math.max(a[axis], b[axis]);
  return fits(0) && fits(1);
}

function doubleArea(ring: readonly LatLon[]): number {
  return ring.slice(1).reduce((sum, [lat, lon], index) => {
    const [lat0, lon0] = ring[index] ?? [lat, lon];
    return sum + (lon0 * lat - lon * lat0);
  }, 0);
}
