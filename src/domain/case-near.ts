import type { TipOffPosition } from './tip-off-position.ts';
import { foldText } from './redaction-fold.ts';

const EARTH_M = 6_371_000;
const rad = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two positions in the same grid; null when one is missing or they lie in different grids. */
export function distanceBetween(a: TipOffPosition | null, b: TipOffPosition | null): number | null {
  if (a === null || b === null || a.datum !== b.datum) return null;
  const x = rad(b.lng - a.lng) * Math.cos(rad((a.lat + b.lat) / 2));
  return Math.round(Math.hypot(x, rad(b.lat - a.lat)) * EARTH_M);
}

/** 新疆××矿业有限公司 and ××矿业 are the same to whoever reports: the shorter stands inside the longer. */
export function isSameUnit(a: string, b: string): boolean {
  const [one, two] = [unitOf(a), unitOf(b)].sort((x, y) => x.length - y.length);
  return one !== undefined && one.length >= 2 && two !== undefined && two.includes(one);
}

const unitOf = (name: string): string =>
  foldText(name)
    .text.toLowerCase()
    .replace(/有限责任公司|股份有限公司|有限公司|公司|工厂|[\s()·,.，。-]/gu, '');
