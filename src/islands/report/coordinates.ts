import { positionMistake } from '../../domain/tip-off-position.ts';

export type ReadCoordinates = { ok: true; lat: number; lng: number } | { ok: false; text: string };

const FORM = '请写成两个数，例如 46.2013, 82.9667；指南针里的度分秒也可以。';

/**
 * Two numbers as a map or a compass app shows them, in either order: in China a latitude (3–54) can never be a
 * longitude (73–136), so nobody has to know which comes first. Decimal degrees, or degrees, minutes and seconds.
 */
export function readCoordinates(typed: string): ReadCoordinates {
  const numbers = typed
    .normalize('NFKC')
    .match(/-?\d+(?:\.\d+)?/g)
    ?.map(Number);
  const pair = numbers === undefined ? null : degreesOf(numbers);
  if (pair === null) return { ok: false, text: FORM };
  const [first, second] = pair;
  const [lat, lng] = Math.abs(first) > Math.abs(second) ? [second, first] : [first, second];
  const mistake = positionMistake(lat, lng);
  if (mistake === null) return { ok: true, lat, lng };
  return {
    ok: false,
    text: mistake === 'outside' ? '这个位置不在我国境内，请再核对一遍。' : FORM,
  };
}

function degreesOf(numbers: readonly number[]): readonly [number, number] | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
  if (numbers.length === 2) return [a, b];
  if (numbers.length === 4) return [a + b / 60, c + d / 60];
  return numbers.length === 6 ? [a + b / 60 + c / 3600, d + e / 60 + f / 3600] : null;
}

/** As the form keeps and shows them: latitude first, about ten centimetres fine. */
export function coordinatesText(lat: number, lng: number): string {
  return `${degreesText(lat)}, ${degreesText(lng)}`;
}

/** Plain decimal degrees, never `1e-7`. */
export function degreesText(degrees: number): string {
  return degrees.toFixed(6).replace(/\.?0+$/, '');
}
