import { addDays, dayOf, type Day } from './deadline.ts';
import type { Instant } from './instant.ts';
import type { Fen } from './money.ts';
import type { Adcode } from './region.ts';
import { protectCells, type ShownCells } from './small-cells.ts';

/** What is counted, each in the week in which it happened. */
export const MEASURES = ['received', 'accepted', 'substantiated', 'rectified', 'rewarded'] as const;
export type Measure = (typeof MEASURES)[number];
export const MEASURE_NAME: Record<Measure, string> = {
  received: '收到',
  accepted: '受理',
  substantiated: '查实',
  rectified: '整改到位',
  rewarded: '发放奖励',
};

/**
 * `2026-Q3`. Figures are published a quarter at a time, once, when all its weeks are over, and never changed: from
 * figures that grow week by week each single new case could be read by subtraction.
 */
export type Quarter = string;

export interface StatisticFact {
  measure: Measure;
  /** The Monday of the week. */
  week: Day;
  category: string;
  adcode: Adcode | null;
  cases: number;
  /** Paid; 0 for other measures. */
  fen: Fen;
}

/** `null` is hidden: fewer than five, or hidden so that another one cannot be computed. */
export type ShownCounts = Record<Measure, number | null>;

export interface StatisticRow {
  /** A Monday, a category's id, a region's code, or `other`. */
  key: string;
  counts: ShownCounts;
  /** To the thousand yuan; null where the number of rewards is hidden. */
  rewardFen: Fen | null;
}

export interface QuarterStatistics {
  quarter: Quarter;
  /** Its first Monday, and its last Sunday. */
  from: Day;
  to: Day;
  total: Omit<StatisticRow, 'key'>;
  weeks: readonly StatisticRow[];
  categories: readonly StatisticRow[];
  regions: readonly StatisticRow[];
}

/** What belongs to no category or region that is named. */
export const OTHER = 'other';
/** A sum of money to the fen could be recognised by who received a part of it. */
const SUM_STEP_FEN = 100_000;

/** The Monday of the week of a day. */
export function weekOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** A week belongs to the quarter in which its Monday lies. */
export function quarterOf(monday: Day): Quarter {
  return `${monday.slice(0, 4)}-Q${Math.ceil(Number(monday.slice(5, 7)) / 3)}`;
}

/** Its Mondays, in order; empty when it is no quarter. */
export function weeksOf(quarter: Quarter): readonly Day[] {
  const match = /^(20\d\d)-Q([1-4])$/.exec(quarter);
  if (match === null) return [];
  const weeks: Day[] = [];
  const first = `${match[1]}-${String(Number(match[2]) * 3 - 2).padStart(2, '0')}-01`;
  for (let week = weekOf(addDays(first, 6)); quarterOf(week) === quarter; week = addDays(week, 7))
    weeks.push(week);
  return weeks;
}

/** The last so many quarters whose weeks are all over, the newest first. */
export function endedQuarters(now: Instant, count: number): readonly Quarter[] {
  const quarters: Quarter[] = [];
  let quarter = quarterOf(weekOf(dayOf(now)));
  while (quarters.length < count) {
    const [first = ''] = weeksOf(quarter);
    quarter = quarterOf(addDays(first, -7));
    quarters.push(quarter);
  }
  return quarters;
}

/** `2026年第三季度`. */
export function quarterName(quarter: Quarter): string {
  return `${quarter.slice(0, 4)}年第${'一二三四'[Number(quarter.at(-1)) - 1] ?? ''}季度`;
}

/**
 * The tables of one quarter: by week, by category, by region, never by two of them at once. All three have the same
 * total, so a measure is shown only when each of them can be shown with it.
 */
export function quarterStatistics(
  quarter: Quarter,
  facts: readonly StatisticFact[],
  categories: readonly string[],
  regions: readonly Adcode[],
): QuarterStatistics {
  const weeks = weeksOf(quarter);
  const named = [...regions].sort((a, b) => b.length - a.length);
  const tables = {
    weeks: { keys: weeks, keyOf: ({ week }: StatisticFact) => week },
    categories: {
      keys: [...categories, OTHER],
      keyOf: ({ category }: StatisticFact) => (categories.includes(category) ? category : OTHER),
    },
    regions: {
      keys: [...regions, OTHER],
      keyOf: ({ adcode }: StatisticFact) => named.find((code) => adcode?.startsWith(code) === true) ?? OTHER,
    },
  };
  const within = facts.filter(({ week }) => weeks.includes(week));
  const names = ['weeks', 'categories', 'regions'] as const;
  let before: readonly ShownCells[] = [];
  const shown = MEASURES.map((measure) => {
    const of = within.filter((fact) => fact.measure === measure);
    const columns = names.map((name, at) => {
      const { keys, keyOf } = tables[name];
      const counts = keys.map((key) =>
        sumOf(
          of.filter((fact) => keyOf(fact) === key),
          'cases',
        ),
      );
      return protectCells(counts, before[at] ?? null);
    });
    if (columns.some(({ total }) => total === null)) return null;
    before = columns;
    return { total: columns[0]?.total ?? null, columns };
  });
  const paid = within.filter(({ measure }) => measure === 'rewarded');
  const rowsOf = (at: number): readonly StatisticRow[] => {
    const { keys, keyOf } = tables[names[at] ?? 'weeks'];
    return keys.map((key, row) => {
      const counts = countsOf((measure) => shown[measure]?.columns[at]?.cells[row] ?? null);
      const fen = sumOf(
        paid.filter((fact) => keyOf(fact) === key),
        'fen',
      );
      return { key, counts, rewardFen: counts.rewarded === null ? null : rounded(fen) };
    });
  };
  const counts = countsOf((measure) => shown[measure]?.total ?? null);
  return {
    quarter,
    from: weeks[0] ?? '',
    to: addDays(weeks.at(-1) ?? '', 6),
    total: { counts, rewardFen: counts.rewarded === null ? null : rounded(sumOf(paid, 'fen')) },
    weeks: rowsOf(0),
    categories: rowsOf(1),
    regions: rowsOf(2),
  };
}

const sumOf = (facts: readonly StatisticFact[], what: 'cases' | 'fen'): number =>
  facts.reduce((sum, fact) => sum + fact[what], 0);
const rounded = (fen: Fen): Fen => Math.round(fen / SUM_STEP_FEN) * SUM_STEP_FEN;

function countsOf(pick: (measure: number) => number | null): ShownCounts {
  return Object.fromEntries(MEASURES.map((measure, at) => [measure, pick(at)])) as ShownCounts;
}
