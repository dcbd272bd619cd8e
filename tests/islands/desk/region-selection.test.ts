import { describe, expect, test } from 'vitest';
import type { RegionName } from '../../../src/domain/region.ts';
import {
  findPlaces,
  markOf,
  nameIn,
  placesBelow,
  reachedCount,
  toggled,
} from '../../../src/islands/desk/region-selection.ts';

const places: readonly RegionName[] = [
  { adcode: '654225', name: '裕民县', tier: 'county' },
  { adcode: '654225100', name: '哈拉布拉镇', tier: 'township' },
  { adcode: '654225200', name: '新地乡', tier: 'township' },
  { adcode: '654225201', name: '察汗托海牧场', tier: 'township' },
];

describe('ticking a place', () => {
  test('takes what was chosen below it along', () => {
    expect(toggled(['654225100'], '654225', places)).toEqual(['654225']);
  });

  test('twice leaves nothing', () => {
    expect(toggled(toggled([], '654225200', places), '654225200', places)).toEqual([]);
  });

  test('inside a chosen county takes that place alone out', () => {
    expect(toggled(['654225'], '654225200', places)).toEqual(['654225100', '654225201']);
  });

  test('marks what lies above and below it', () => {
    expect(markOf(['654225'], '654225100')).toBe('covered');
    expect(markOf(['654225100'], '654225')).toBe('partly');
    expect(markOf(['654225100'], '654225200')).toBe('free');
  });
});

test('the places without a parent in the list are the roots', () => {
  expect(placesBelow(places, null).map(({ name }) => name)).toEqual(['裕民县']);
  expect(placesBelow(places, '654225')).toHaveLength(3);
});

test('a search gives names that begin with the text first, and none for no text', () => {
  const more = [...places, { adcode: '231202', name: '新华区', tier: 'county' } as const];
  expect(findPlaces(more, '新').map(({ name }) => name)).toEqual(['新地乡', '新华区']);
  expect(findPlaces(more, '拉布').map(({ name }) => name)).toEqual(['哈拉布拉镇']);
  expect(findPlaces(more, '654225201').map(({ name }) => name)).toEqual(['察汗托海牧场']);
  expect(findPlaces(more, ' ')).toEqual([]);
});

test('a township is named with its county, an unknown code by itself', () => {
  expect(nameIn(places, '654225200')).toBe('裕民县新地乡');
  expect(nameIn(places, '99')).toBe('99');
});

test('a chosen county reaches itself and its townships', () => {
  expect(reachedCount(places, ['654225'])).toBe(4);
  expect(reachedCount(places, ['654225100'])).toBe(1);
});
