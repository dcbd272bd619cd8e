import { addDays, type Day } from './deadline.ts';
import { yuanRoundText } from './money.ts';
import type { NamedStatistics } from './results.ts';
import { MEASURE_NAME, MEASURES, OTHER, type StatisticRow } from './results-statistics.ts';

/** A hidden figure in words: it says why it is hidden and nothing of how large it is. */
export const HIDDEN = '不公布';

/** One table of a quarter as people read it. */
export interface ResultTable {
  name: string;
  /** What the first column holds. */
  of: string;
  rows: readonly { name: string; cells: readonly string[] }[];
}

export const TABLE_COLUMNS: readonly string[] = [...MEASURES.map((measure) => MEASURE_NAME[measure]), '奖金'];

/** The three tables, each with the total last. Rows of which nothing is shown are told together in one. */
export function resultTables(statistics: NamedStatistics): readonly ResultTable[] {
  const { weeks, categories, regions, total, nameOf } = statistics;
  const of = (
    name: string,
    first: string,
    rows: readonly StatisticRow[],
    label: (key: string) => string,
  ): ResultTable => ({
    name,
    of: first,
    rows: [
      ...rows.filter(isShown).map((row) => ({ name: label(row.key), cells: cellsOf(row) })),
      ...rest(rows),
      { name: '合计', cells: cellsOf(total) },
    ],
  });
  const named = (key: string): string => nameOf[key] ?? key;
  return [
    of('按周', '周', weeks, weekText),
    of('按类别', '类别', categories, named),
    of('按地区', '地区', regions, named),
  ];
}

function rest(rows: readonly StatisticRow[]): ResultTable['rows'] {
  const hidden = rows.filter((row) => !isShown(row));
  if (hidden.length === 0) return [];
  const what = hidden.every(({ key }) => key === OTHER) ? '其他' : `其余 ${hidden.length} 项`;
  return [{ name: what, cells: TABLE_COLUMNS.map(() => HIDDEN) }];
}

const isShown = (row: StatisticRow): boolean => MEASURES.some((measure) => row.counts[measure] !== null);

export function cellsOf({
  counts,
  rewardFen,
}: Pick<StatisticRow, 'counts' | 'rewardFen'>): readonly string[] {
  return [
    ...MEASURES.map((measure) => counts[measure]?.toString() ?? HIDDEN),
    rewardFen === null ? HIDDEN : `约${yuanRoundText(rewardFen)}`,
  ];
}

/** `7月6日至12日`. */
export function weekText(monday: Day): string {
  const part = (day: Day): [number, number] => [Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const sunday = addDays(monday, 6);
  const [month, day] = part(monday);
  const [lastMonth, lastDay] = part(sunday);
  return `${month}月${day}日至${month === lastMonth ? '' : `${lastMonth}月`}${lastDay}日`;
}

/** The week in which something was closed: `2026年7月6日那一周`. */
export function closedWeekText(monday: Day): string {
  return `${Number(monday.slice(0, 4))}年${Number(monday.slice(5, 7))}月${Number(monday.slice(8, 10))}日那一周`;
}

/** Every figure in one row, for a spreadsheet: hidden ones are empty. */
export function statisticsRows(statistics: NamedStatistics): readonly (readonly string[])[] {
  const { quarter, weeks, categories, regions, total, nameOf } = statistics;
  const line = (
    table: string,
    key: string,
    name: string,
    row: Omit<StatisticRow, 'key'>,
  ): readonly string[] => [
    quarter,
    table,
    key,
    name,
    ...MEASURES.map((measure) => row.counts[measure]?.toString() ?? ''),
    row.rewardFen === null ? '' : String(row.rewardFen / 100),
  ];
  return [
    [
      '季度',
      '分组',
      '代码',
      '名称',
      ...MEASURES.map((measure) => MEASURE_NAME[measure]),
      '奖金（元，取整到千元）',
    ],
    line('合计', '', '合计', total),
    ...weeks.map((row) => line('按周', row.key, weekText(row.key), row)),
    ...categories.map((row) => line('按类别', row.key, nameOf[row.key] ?? '', row)),
    ...regions.map((row) => line('按地区', row.key, nameOf[row.key] ?? '', row)),
  ];
}
