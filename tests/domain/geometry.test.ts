import { describe, expect, it } from 'vitest';
import type { LatLon, Ring } from '../../src/domain/alert.ts';
import { adcodesOfArea, type AreaShape, type RegionExtent } from '../../src/domain/geometry.ts';

const NOTHING: AreaShape = { geocodes: [], polygons: [], circles: [] };
const box = (minLat: number, minLon: number, maxLat: number, maxLon: number): Ring => [
  [minLat, minLon],
  [minLat, maxLon],
  [maxLat, maxLon],
  [maxLat, minLon],
  [minLat, minLon],
];
/** A triangle, so that its bounding box holds places it does not: one county with an outline, one with its extent only. */
const REGIONS: readonly RegionExtent[] = [
  { adcode: '654202', outline: [[[44, 84], [44, 86], [46, 84], [44, 84]]] },
  { adcode: '654225', extent: { minLat: 45.5, minLon: 82, maxLat: 46.5, maxLon: 83 } },
  { adcode: '111111' },
]; // prettier-ignore

const regionsOf = (shape: Partial<AreaShape>) => adcodesOfArea({ ...NOTHING, ...shape }, REGIONS).adcodes;
const geocode = (valueName: string, value: string) => ({ valueName, value });

describe('regions of an area by geocode', () => {
  it.each([
    ['654225000000', ['654225']],
    ['654225', ['654225']],
    ['654225100000', ['654225100']],
    ['650000', ['65']],
    ['654200000000', ['6542']],
    ['654225000000 654202000000', ['654202', '654225']],
  ])('%s is %j', (value, expected) => {
    expect(regionsOf({ geocodes: [geocode('CPEAS Geographic Code', value)] })).toEqual(expected);
  });

  it('lists of other countries are ignored and reported, even when their codes look like ours', () => {
    const geocodes = [
      geocode('FIPS6', '654225'),
      geocode('AMT', '146270000000'),
      geocode('EXCLUDE_POLYGON', '44.1,84.1 44.2,84.2 44.1,84.2 44.1,84.1'),
      geocode('CPEAS Geographic Code', 'not a code'),
    ];
    expect(adcodesOfArea({ ...NOTHING, geocodes }, REGIONS)).toEqual({
      adcodes: [],
      ignoredGeocodes: geocodes,
    });
  });

  it('the code of the whole country is every province', () => {
    const found = regionsOf({ geocodes: [geocode('CPEAS Geographic Code', '100000000000')] });
    expect(found).toContain('65');
    expect(found).toHaveLength(31);
  });
});

describe('regions of an area by shape', () => {
  it.each([
    ['inside the region', box(44.1, 84.1, 44.2, 84.2), ['654202']],
    ['around all regions', box(40, 80, 50, 90), ['654202', '654225']],
    ['across a corner of the outline', box(43.9, 85.5, 44.3, 86.5), ['654202']],
    ['on the border only', box(43, 84, 44, 85), ['654202']],
    ['in the bounding box but outside the outline', box(45.7, 85.7, 45.9, 85.9), []],
    ['around the outline’s free corner', box(45.2, 85.2, 46.2, 86.2), []],
    ['over a region known by its extent', box(46, 82.9, 46.1, 83.5), ['654225']],
    ['far away', box(0, 0, 1, 1), []],
  ])('a polygon %s finds %j', (_where, ring, expected) => {
    expect(regionsOf({ polygons: [ring] })).toEqual(expected);
  });

  it('a polygon that only crosses a region, with no corner in either, is found', () => {
    expect(regionsOf({ polygons: [box(44.3, 83, 44.4, 87)] })).toEqual(['654202']);
  });

  it('a hole in a ring of rings is not cut out: rather one warning too many', () => {
    const geocodes = [geocode('EXCLUDE_POLYGON', '44,84 46,84 46,86 44,86 44,84')];
    expect(regionsOf({ polygons: [box(43, 83, 45, 87)], geocodes })).toEqual(['654202']);
  });

  it.each<[LatLon, number, string[]]>([
    [[44.1, 84.1], 0, ['654202']],
    [[45.8, 85.8], 0, []],
    [[44.5, 83.8], 20, ['654202']],
    [[44.5, 83.8], 10, []],
    [[45, 84], 5000, ['654202', '654225']],
    [[89, 0], 6000, ['654202', '654225']],
    [[44.1, 444.1], 0, ['654202']],
  ])('a circle around %j with %d km finds %j', (centre, radiusKm, expected) => {
    expect(regionsOf({ circles: [{ centre, radiusKm }] })).toEqual(expected);
  });

  it('a ring over the date line touches both shores, however it is written', () => {
    const pacific: readonly RegionExtent[] = [
      { adcode: '01', extent: { minLat: -18, minLon: 178, maxLat: -17, maxLon: 179 } },
      { adcode: '02', extent: { minLat: -18, minLon: -179, maxLat: -17, maxLon: -178 } },
      { adcode: '03', extent: { minLat: -18, minLon: -170, maxLat: -17, maxLon: -169 } },
    ];
    const turned: Ring = [[-19, 177], [-19, -177], [-16, -177], [-16, 177], [-19, 177]]; // prettier-ignore
    for (const ring of [box(-19, 177, -16, 183), box(-19, -183, -16, -177)])
      expect(adcodesOfArea({ ...NOTHING, polygons: [ring] }, pacific).adcodes).toEqual(['01', '02']);
    // Written without turns it may also mean the way round the other side of the globe: that reading counts too.
    expect(adcodesOfArea({ ...NOTHING, polygons: [turned] }, pacific).adcodes).toEqual(['01', '02', '03']);
    expect(regionsOf({ polygons: [box(-90, -180, 90, 180)] })).toEqual(['654202', '654225']);
  });

  it('34 000 points against many regions take less than two seconds on a busy machine', () => {
    const coast = Array.from({ length: 34_001 }, (_, at): LatLon => {
      const angle = (2 * Math.PI * (at % 34_000)) / 34_000;
      const wave = 1 + 0.2 * Math.sin(40 * angle);
      return [45 + 3 * wave * Math.sin(angle), 84 + 3 * wave * Math.cos(angle)];
    });
    const grid = Array.from({ length: 3000 }, (_, at): RegionExtent => {
      const [minLat, minLon] = [20 + (at % 60) / 2, 73 + Math.floor(at / 60)];
      return {
        adcode: String(100_000 + at),
        extent: { minLat, minLon, maxLat: minLat + 0.5, maxLon: minLon + 1 },
      };
    });
    const { adcodes } = adcodesOfArea({ ...NOTHING, polygons: [coast] }, grid);
    expect(adcodes.length).toBeGreaterThan(20);
  });
});
