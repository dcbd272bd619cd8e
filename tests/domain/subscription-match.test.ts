import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlertPart } from '../../src/domain/alert.ts';
import { fromBeijing } from '../../src/domain/instant.ts';
import {
  areQuietHours,
  isUniform,
  outlineOf,
  plainWish,
  type QuietHours,
  type Wish,
} from '../../src/domain/subscription.ts';
import { isOwedNow, isQuiet, minuteOfDay } from '../../src/domain/subscription-match.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';

const night: QuietHours = { fromMinute: 22 * 60, toMinute: 7 * 60 };
const at = (hour: number, minute = 0): string => fromBeijing(2026, 7, 2, hour, minute) ?? '';
const wish = (change: Partial<Wish> = {}): Wish => ({ ...plainWish(['654225'], 'blue'), ...change });
const kindOf = ({ name }: AlertPart['hazard']): string | null =>
  ({ 山洪: 'flash-flood', 暴雪: 'snow' })[name] ?? null;
const owed = (
  parts: AlertPart[],
  asked: Wish,
  now = at(12),
  told = false,
  action: 'issue' | 'update' | 'cancel' = 'issue',
) => isOwedNow(exampleRevision({ parts, action }), asked, { wasTold: told }, { now, kindOf });

describe('quiet hours', () => {
  test('cross midnight; their first minute is quiet and their last one rings', () => {
    const quiet = (hour: number, minute = 0) => isQuiet(night, minuteOfDay(at(hour, minute)));
    expect([quiet(21, 59), quiet(22), quiet(0), quiet(6, 59), quiet(7), quiet(12)]).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('within one day they are what lies between', () => {
    const noon: QuietHours = { fromMinute: 720, toMinute: 840 };
    const all = Array.from({ length: 48 }, (_, slot) => slot * 30).filter((minute) => isQuiet(noon, minute));
    expect(all).toEqual([720, 750, 780, 810]);
  });

  test('what they silence and what they let ring are each other’s rest, whatever the hours', () => {
    const slot = fc.integer({ min: 0, max: 47 }).map((n) => n * 30);
    fc.assert(
      fc.property(slot, slot, fc.integer({ min: 0, max: 1439 }), (from, to, minute) => {
        fc.pre(from !== to);
        const turned = isQuiet({ fromMinute: to, toMinute: from }, minute);
        return isQuiet({ fromMinute: from, toMinute: to }, minute) !== turned;
      }),
    );
  });

  test.each([
    [{ fromMinute: 60, toMinute: 60 }, false],
    [{ fromMinute: 61, toMinute: 90 }, false],
    [{ fromMinute: -30, toMinute: 90 }, false],
    [{ fromMinute: 0, toMinute: 1440 }, false],
    [{ fromMinute: 0.5, toMinute: 30 }, false],
    [{ fromMinute: 1410, toMinute: 0 }, true],
  ])('%j is a pair of half hours: %s', (quiet, isPair) => expect(areQuietHours(quiet)).toBe(isPair));

  test.each([
    ['red', examplePart({ level: 'red' }), true],
    ['what nobody graded', examplePart({ level: null }), true],
    ['what must be acted on at once', examplePart({ level: 'yellow', urgency: 'Immediate' }), true],
    ['orange', examplePart({ level: 'orange' }), false],
    ['blue', examplePart({ level: 'blue' }), false],
  ])('%s at three in the morning rings: %o', (_what, part, rings) => {
    expect(owed([part], wish({ quiet: night }), at(3))).toBe(rings);
    expect(owed([part], wish({ quiet: night }), at(7))).toBe(true);
  });

  test('red in another county does not ring where it is blue', () => {
    const parts = [examplePart({ level: 'red', adcodes: ['654202'] }), examplePart({ level: 'blue' })];
    expect(owed(parts, wish({ quiet: night }), at(3))).toBe(false);
  });

  test('who was told in the evening hears an orange update in the morning, a red one at once', () => {
    const asked = wish({ quiet: night });
    expect(owed([examplePart()], asked, at(3), true, 'update')).toBe(false);
    expect(owed([examplePart({ level: 'red' })], asked, at(3), true, 'update')).toBe(true);
    expect(owed([examplePart()], asked, at(7), true, 'update')).toBe(true);
  });
});

describe('a pause', () => {
  test('is silence, red included, to the millisecond', () => {
    const asked = wish({ pausedUntil: at(12) });
    const red = [examplePart({ level: 'red' })];
    expect(owed(red, asked, '2026-07-02T03:59:59.999Z')).toBe(false);
    expect(owed(red, asked, at(12))).toBe(true);
  });
});

describe('each place has its own level and hazards', () => {
  const parents = { adcode: '654225100', lowestLevel: 'blue', hazards: null } as const;
  const school = { adcode: '654202', lowestLevel: 'red', hazards: ['snow'] } as const;
  const both = wish({ places: [parents, school] });
  const there = (change: Partial<AlertPart>) => [examplePart({ adcodes: ['654202'], ...change })];

  test('what one place asked for is not taken for the other', () => {
    expect(owed([examplePart({ level: 'blue' })], both)).toBe(true);
    expect(owed(there({ level: 'blue', hazard: { code: null, name: '暴雪' } }), both)).toBe(false);
    expect(owed(there({ level: 'red', hazard: { code: null, name: '暴雪' } }), both)).toBe(true);
    expect(owed(there({ level: 'red' }), both)).toBe(false);
  });

  test('a hazard nobody can tell passes: better one too many', () => {
    expect(owed(there({ level: 'red', hazard: { code: null, name: '天外来物' } }), both)).toBe(true);
  });

  test('the outline an index sees is never narrower than the wish', () => {
    expect(outlineOf(both)).toEqual({ adcodes: ['654225100', '654202'], lowestLevel: 'blue' });
    expect(isUniform(both.places)).toBe(false);
    expect(isUniform(plainWish(['65', '66'], 'red').places)).toBe(true);
  });
});

test('the end of an alert is told to who was told of the alert, and to nobody else', () => {
  expect(owed([examplePart()], wish(), at(12), false, 'cancel')).toBe(false);
  expect(owed([examplePart()], wish(), at(12), true, 'cancel')).toBe(true);
});
