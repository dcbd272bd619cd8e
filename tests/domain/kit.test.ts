import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { verifyContent } from '../../src/content/verify.ts';
import { KIT_GROUPS, type KitAdvice } from '../../src/domain/kit-item.ts';
import { clampDays, EMPTY_HOUSEHOLD, kitFor, type Household, type KitLine } from '../../src/domain/kit.ts';

const root = fileURLToPath(new URL('../../content', import.meta.url));

/** The real advice, read from its own file so that another document's mistake does not stop these tests. */
const advice: KitAdvice = readAdvice();
function readAdvice(): KitAdvice {
  const { content, errors } = verifyContent(root, '2026-11-22');
  if (content === null) throw new Error(`the content has ${errors.length} errors`);
  return content.kit;
}

const of = (changes: Partial<Household>, days = 3): readonly KitLine[] => {
  const result = kitFor({ ...EMPTY_HOUSEHOLD, ...changes }, days, advice);
  if (!result.ok) throw new Error(`${result.problem.word} ${result.problem.path}`);
  return result.value;
};
const amountOf = (lines: readonly KitLine[], id: string) => lines.find((line) => line.id === id)?.amount;

const household = fc
  .record({
    adults: fc.integer({ min: 1, max: 8 }),
    elders: fc.nat(4),
    children: fc.nat(4),
    infants: fc.nat(3),
    pregnant: fc.nat(1),
    women: fc.nat(1),
    wheelchair: fc.nat(1),
    chronic: fc.nat(1),
    glasses: fc.nat(1),
    hearing: fc.nat(1),
    cats: fc.nat(5),
    dogs: fc.nat(5),
    hasLivestock: fc.boolean(),
    isHighFloor: fc.boolean(),
    hasVehicle: fc.boolean(),
    isColdRegion: fc.boolean(),
  })
  .map((one): Household => one);
const days = fc.integer({ min: 3, max: 14 });

describe('the list for any household', () => {
  test('has no amount that is negative, zero or no number', () => {
    fc.assert(
      fc.property(household, fc.double(), (one, anyDays) => {
        for (const { amount } of of(one, anyDays)) {
          if (amount !== null) expect(amount).toBeGreaterThan(0);
          if (amount !== null) expect(Number.isFinite(amount)).toBe(true);
        }
      }),
    );
  });

  test('never shrinks when a person or a day is added', () => {
    const grown = fc.constantFrom('adults', 'elders', 'children', 'infants', 'cats', 'dogs');
    fc.assert(
      fc.property(household, days, grown, (one, count, kind) => {
        const before = of(one, count);
        const more = of({ ...one, [kind]: one[kind] + 1 }, count);
        const longer = of(one, Math.min(14, count + 1));
        for (const line of before) {
          if (line.amount === null) continue;
          expect(amountOf(more, line.id), line.id).toBeGreaterThanOrEqual(line.amount);
          expect(amountOf(longer, line.id), line.id).toBeGreaterThanOrEqual(line.amount);
        }
      }),
    );
  });

  test('names a source for every line and each item once', () => {
    fc.assert(
      fc.property(household, days, (one, count) => {
        const lines = of(one, count);
        expect(lines.filter((line) => line.sources.length === 0)).toEqual([]);
        expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
      }),
    );
  });

  test('gives a reason whose numbers multiply to the amount', () => {
    fc.assert(
      fc.property(household, days, (one, count) => {
        for (const { amount, reason } of of(one, count)) {
          if (amount === null) continue;
          const product = (reason.match(/\d+(\.\d+)?/g) ?? []).reduce(
            (left, right) => left * Number(right),
            1,
          );
          expect(product, reason).toBeCloseTo(amount);
        }
      }),
    );
  });
});

test('water is three litres for each person and day, and says so', () => {
  const water = of({ adults: 2, children: 2 }).find((line) => line.id === 'water');
  expect(water).toMatchObject({ amount: 36, unit: '升', reason: '3 升 × 4 人 × 3 天', tier: 'basic' });
  expect(water?.sources.map((source) => source.place)).toContain('日本');
});

test('an amount no source states is left open', () => {
  expect(of({ adults: 1 }).find((line) => line.id === 'whistle')).toMatchObject({ amount: null, unit: null });
});

test('no amount comes from a national list', () => {
  const places = advice.items.flatMap((item) =>
    (item.quantity?.sources ?? []).map((id) => advice.sources.find((source) => source.id === id)?.place),
  );
  expect(places).not.toContain('中国');
  expect(places.length).toBeGreaterThan(0);
});

test('an infant brings infant things, and without one there are none', () => {
  expect(of({ adults: 1, infants: 2 }).find((line) => line.id === 'infant')).toMatchObject({
    amount: 6,
    forWhom: ['infants'],
  });
  expect(of({ adults: 1 }).some((line) => line.forWhom.includes('infants'))).toBe(false);
});

test.each([
  ['wheelchair', { wheelchair: 1 }],
  ['daily-medicine', { chronic: 1 }],
  ['glasses', { glasses: 1 }],
  ['hearing', { hearing: 1 }],
  ['pregnant', { pregnant: 1 }],
  ['sanitary', { women: 1 }],
  ['pet', { cats: 1 }],
  ['pet', { dogs: 1 }],
  ['fodder', { hasLivestock: true }],
  ['rope', { isHighFloor: true }],
  ['breaker', { hasVehicle: true }],
  ['warm', { isColdRegion: true }],
] as const)('%s is on the list only of a household with %o', (id, need) => {
  expect(of({ adults: 1, ...need }).map((line) => line.id)).toContain(id);
  expect(of({ adults: 1 }).map((line) => line.id)).not.toContain(id);
});

test('every group a household can tick has an item', () => {
  const served = new Set(advice.items.flatMap((item) => item.forWhom));
  expect(KIT_GROUPS.filter((group) => !served.has(group))).toEqual([]);
});

test('days are whole and between three and fourteen', () => {
  expect([0, 1, 3, 7, 7.4, 14, 90, NaN, -5, Infinity].map(clampDays)).toEqual([
    3, 3, 3, 7, 7, 14, 14, 3, 3, 14,
  ]);
});

test.each([
  ['nobody', {}, 'adults'],
  ['pets alone', { cats: 2 }, 'adults'],
  ['half a person', { adults: 1.5 }, 'adults'],
  ['minus one child', { adults: 1, children: -1 }, 'children'],
  ['no number', { adults: Number.NaN }, 'adults'],
  ['a slip of the finger', { adults: 2, dogs: 300 }, 'dogs'],
  ['more needs than people', { adults: 1, chronic: 2 }, 'chronic'],
])('%s is a named failure, not a list', (_, changes, path) => {
  expect(kitFor({ ...EMPTY_HOUSEHOLD, ...changes }, 3, advice)).toMatchObject({
    ok: false,
    problem: { word: 'field-invalid', path },
  });
});
