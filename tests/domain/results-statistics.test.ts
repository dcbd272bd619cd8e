import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/deadline.ts';
import { resultTables, statisticsRows } from '../../src/domain/results-table.ts';
import {
  endedQuarters,
  MEASURES,
  quarterOf,
  quarterStatistics,
  weekOf,
  weeksOf,
  type StatisticFact,
} from '../../src/domain/results-statistics.ts';
import { SMALL_CELL } from '../../src/domain/small-cells.ts';

const fact = (change: Partial<StatisticFact>): StatisticFact => ({
  measure: 'received',
  week: '2026-07-06',
  category: 'mining',
  adcode: '654225',
  cases: 1,
  fen: 0,
  ...change,
});

describe('a quarter', () => {
  it('is made of whole weeks, so that every week belongs to exactly one', () => {
    expect(weeksOf('2026-Q3').at(0)).toBe('2026-07-06');
    expect(weeksOf('2026-Q3').at(-1)).toBe('2026-09-28');
    expect(weeksOf('2026-Q5')).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const monday = weekOf(addDays('2024-01-01', days));
        expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1);
        expect(weeksOf(quarterOf(monday)).filter((week) => week === monday)).toHaveLength(1);
      }),
    );
  });

  it('is over when its last Sunday is over in Beijing', () => {
    expect(endedQuarters('2026-10-04T15:59:59.000Z', 2)).toEqual(['2026-Q2', '2026-Q1']);
    expect(endedQuarters('2026-10-04T16:00:01.000Z', 2)).toEqual(['2026-Q3', '2026-Q2']);
  });
});

describe('figures of a quarter', () => {
  const facts = fc.array(
    fc.record({
      measure: fc.constantFrom(...MEASURES),
      week: fc.constantFrom('2026-07-06', '2026-07-13', '2026-09-28', '2026-10-05'),
      category: fc.constantFrom('mining', 'fire-exit', 'unheard-of'),
      adcode: fc.constantFrom('654225', '654225100', '654202', null),
      cases: fc.integer({ min: 1, max: 9 }),
      fen: fc.integer({ min: 1, max: 40_000_000 }),
    }),
    { maxLength: 25 },
  );

  it('show no count below five, no total that a table contradicts, and no sum beside a hidden number', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const made = quarterStatistics('2026-Q3', given, ['mining', 'fire-exit'], ['654225', '654202']);
        const inside = given.filter(({ week }) => week !== '2026-10-05');
        for (const measure of MEASURES) {
          const true_ = inside
            .filter((one) => one.measure === measure)
            .reduce((sum, { cases }) => sum + cases, 0);
          const total = made.total.counts[measure];
          expect(total === null || (total === true_ && total >= SMALL_CELL)).toBe(true);
          for (const table of [made.weeks, made.categories, made.regions]) {
            const cells = table.map(({ counts }) => counts[measure]);
            for (const cell of cells) expect(cell === null || cell >= SMALL_CELL).toBe(true);
            // One hidden cell alone would be the total less the others.
            expect(cells.filter((cell) => cell === null)).not.toHaveLength(1);
            if (total === null) expect(cells.every((cell) => cell === null)).toBe(true);
          }
        }
        for (const row of [made.total, ...made.weeks, ...made.categories, ...made.regions]) {
          if (row.counts.rewarded === null) expect(row.rewardFen).toBeNull();
          else expect((row.rewardFen ?? 0) % 100_000).toBe(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are told by week, category and region, townships under their county, and hidden rows in one line', () => {
    const given = [
      fact({ cases: 20 }),
      fact({ cases: 15, week: '2026-07-13', category: 'fire-exit', adcode: '654225100' }),
      fact({ cases: 8, week: '2026-09-28', adcode: '654202' }),
      fact({ measure: 'rewarded', cases: 35, fen: 123_456_700 }),
      fact({
        measure: 'rewarded',
        week: '2026-07-13',
        category: 'fire-exit',
        adcode: null,
        cases: 9,
        fen: 2_700_000,
      }),
    ];
    const made = quarterStatistics('2026-Q3', given, ['mining', 'fire-exit'], ['654225', '654202']);
    const tables = resultTables({ ...made, nameOf: { mining: '矿山', 'fire-exit': '通道', 654225: '裕民县', 654202: '乌苏市', other: '其他' } }); // prettier-ignore
    expect(tables.map(({ rows }) => rows.map(({ name, cells }) => `${name} ${cells[0]}`))).toEqual([
      ['7月6日至12日 20', '7月13日至19日 15', '其余 11 项 不公布', '合计 43'],
      ['矿山 28', '其余 2 项 不公布', '合计 43'],
      ['裕民县 35', '其余 2 项 不公布', '合计 43'],
    ]);
    expect(tables[0]?.rows.at(-1)?.cells).toEqual(['43', '不公布', '不公布', '不公布', '44', '约126.2万元']);
    expect(statisticsRows({ ...made, nameOf: {} })).toHaveLength(2 + 13 + 3 + 3);
  });
});
