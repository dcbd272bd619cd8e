import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asChoice, asLabels } from '../../src/browser/offline-store.ts';
import { plainWish, type Wish } from '../../src/domain/subscription.ts';
import { readWish } from '../../src/domain/wish-json.ts';

const wish: Wish = {
  places: [
    { adcode: '654225100', lowestLevel: 'red', hazards: ['snow'] },
    { adcode: '654202', lowestLevel: 'blue', hazards: null },
  ],
  quiet: { fromMinute: 1320, toMinute: 420 },
  wantsNotices: true,
  wantsDrills: false,
  language: 'ug',
  pausedUntil: '2026-07-05T00:00:00.000Z',
};

describe('what this device stored', () => {
  test('is read as it was written', () => {
    expect(readWish(JSON.parse(JSON.stringify(wish)))).toEqual(wish);
    expect(asChoice({ wish, labels: { '654202': '学校' } })).toEqual({ wish, labels: { '654202': '学校' } });
  });

  test('by a release that knew regions and one level asks for the same as then', () => {
    const old = { adcodes: ['654225', '65'], lowestLevel: 'yellow' };
    expect(asChoice(old)).toEqual({ wish: plainWish(['654225', '65'], 'yellow'), labels: {} });
  });

  test('spoiled in part keeps its places and asks for nothing it cannot read', () => {
    const spoiled = {
      ...wish,
      quiet: { fromMinute: 7, toMinute: 7 },
      pausedUntil: '明天',
      wantsNotices: 'yes',
    };
    expect(readWish(spoiled)).toMatchObject({
      places: wish.places,
      quiet: null,
      pausedUntil: null,
      wantsNotices: false,
    });
  });

  test('without a readable place is no wish: better asked anew than half a family forgotten', () => {
    for (const places of [[], [{ adcode: 'x', lowestLevel: 'red' }], [...wish.places, { adcode: '65' }], 7])
      expect(readWish({ ...wish, places })).toBeNull();
  });

  test('is never more than JSON, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readWish(value);
        asChoice(value);
        asLabels(value);
      }),
    );
  });
});

test('a label is a short word of a place; anything else is dropped', () => {
  const labels = { '654225': '爸妈家', '654202': 'x'.repeat(13), '65': 7, no: '家', '6542': '  ' };
  expect(asLabels(labels)).toEqual({ '654225': '爸妈家' });
});
