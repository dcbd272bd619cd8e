import { describe, expect, test } from 'vitest';
import { closed, polygonText, readPolygon } from '../../../src/islands/desk/polygon-text.ts';

const square = '46.1,82.9\n46.3,82.9\n46.3,83.2\n46.1,83.2';

describe('a polygon typed as text', () => {
  test.each([
    ['a point a line', square],
    ['as CAP writes it, closed', '46.1,82.9 46.3,82.9 46.3,83.2 46.1,83.2 46.1,82.9'],
    ['with Chinese commas and semicolons', '46.1，82.9；46.3， 82.9；46.3 ，83.2；46.1，83.2'],
  ])('is read %s', (_, text) => {
    expect(readPolygon(text)).toEqual({
      ok: true,
      points: [
        [46.1, 82.9],
        [46.3, 82.9],
        [46.3, 83.2],
        [46.1, 83.2],
      ],
    });
  });

  test.each([
    ['too few points', '46,82 47,83', '三个点'],
    ['longitude first', '82.9,46.1 82.9,46.3 83.2,46.3', '写反'],
    ['words', '46.1,82.9 <script> 46.3,83.2', '第 2 个点'],
    ['beyond the globe', '46,82 47,190 48,83', '范围'],
    ['an edge that crosses another', '46,82 47,83 46,83 47,82', '交叉'],
    ['hundreds of points', Array.from({ length: 201 }, (_, i) => `${i / 10},${i / 10}`).join(' '), '最多'],
  ])('with %s is refused in words', (_, text, word) => {
    const read = readPolygon(text);
    expect(read.ok ? '' : read.mistake).toContain(word);
  });

  test('comes back the same after being written', () => {
    const read = readPolygon(square);
    expect(read.ok && polygonText(read.points)).toBe(square);
  });

  test('that is empty is none', () => {
    expect(readPolygon(' \n')).toEqual({ ok: true, points: [] });
    expect(closed([])).toBeNull();
  });
});

test('what is sent is closed', () => {
  expect(closed([[46, 82], [47, 82], [47, 83]])?.at(-1)).toEqual([46, 82]); // prettier-ignore
});
