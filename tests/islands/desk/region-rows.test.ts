import { expect, test } from 'vitest';
import type { RegionName } from '../../../src/domain/region.ts';
import { regionRows, treeMove } from '../../../src/islands/desk/region-rows.ts';

const places: readonly RegionName[] = [
  { adcode: '2312', name: '绥化市', tier: 'prefecture' },
  { adcode: '231202', name: '北林区', tier: 'county' },
  { adcode: '231202100', name: '宝山镇', tier: 'township' },
  { adcode: '231221', name: '望奎县', tier: 'county' },
];
const rowsOpen = (...open: readonly string[]) =>
  regionRows(places, ['231202100'], (code) => open.includes(code));
const names = (...open: readonly string[]) =>
  rowsOpen(...open).map(({ place, depth }) => `${depth}${place.name}`);

test('what lies below a closed place is out of sight', () => {
  expect(names()).toEqual(['1绥化市']);
  expect(names('2312')).toEqual(['1绥化市', '2北林区', '2望奎县']);
  expect(names('2312', '231202')).toEqual(['1绥化市', '2北林区', '3宝山镇', '2望奎县']);
});

test('a place says that something below it is chosen, closed or not', () => {
  expect(rowsOpen()[0]?.mark).toBe('partly');
  expect(rowsOpen('2312', '231202')[2]?.mark).toBe('chosen');
});

test.each([
  ['ArrowDown', 0, { to: 1 }],
  ['ArrowDown', 2, { to: 2 }],
  ['ArrowUp', 0, { to: 0 }],
  ['End', 0, { to: 2 }],
  ['Home', 2, { to: 0 }],
  [' ', 1, { toggle: 1 }],
  ['Enter', 1, { toggle: 1 }],
  ['ArrowRight', 0, { to: 1 }],
  ['ArrowRight', 1, { fold: '231202', open: true }],
  ['ArrowRight', 2, null],
  ['ArrowLeft', 0, { fold: '2312', open: false }],
  ['ArrowLeft', 2, { to: 0 }],
  ['x', 0, null],
] as const)('%s on line %i', (key, at, move) => {
  expect(treeMove(rowsOpen('2312'), at, key)).toEqual(move);
});

test('no key does anything in an empty tree', () => {
  expect(treeMove([], 0, 'ArrowDown')).toBeNull();
});
