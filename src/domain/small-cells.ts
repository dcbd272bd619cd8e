/** Fewer than this many cases in one cell could point to one person (统计公开的最小单元). */
export const SMALL_CELL = 5;

/** A row of a table as it may be shown: `null` is hidden. The total is null when nothing of the row may be shown. */
export interface ShownCells {
  cells: readonly (number | null)[];
  total: number | null;
}

/**
 * Hides small counts so that none can be computed back from the total. Zero is small too: that nobody reported is
 * also news to whoever looks for somebody. With the small ones the smallest of the others is always hidden
 * (complementary suppression), and more while any small one could be told to within less than three values by somebody
 * who knows this rule and which cells are small. When that cannot be reached, nothing is shown.
 *
 * `before` is what the same rows show of an earlier step (received before accepted): what was hidden there stays
 * hidden, and what was shown is taken as the most a cell can be.
 */
export function protectCells(counts: readonly number[], before: ShownCells | null = null): ShownCells {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const nothing = { cells: counts.map(() => null), total: null };
  if (total < SMALL_CELL) return nothing;
  const rows = counts.map((count, at): Row => {
    const ceiling = before?.cells[at] ?? null;
    const isKept = before !== null && before.total !== null && ceiling === null;
    // A step of an earlier quarter's case can make more of the later: then the ceiling tells a reader nothing true.
    const most = ceiling === null || ceiling < count ? Infinity : ceiling;
    return { at, count, isSmall: count < SMALL_CELL, isHidden: count < SMALL_CELL || isKept, isKept, most };
  });
  if (!rows.some(({ isHidden }) => isHidden)) return { cells: counts, total };
  // By size; of equal ones the first, so that the same counts always give the same table.
  const others = rows.filter(({ isHidden }) => !isHidden).sort((a, b) => a.count - b.count || a.at - b.at);
  for (let taken = 0; taken <= others.length; taken += 1) {
    const next = others[taken];
    const isFirst = taken === 0 && next !== undefined && rows.some(({ isSmall }) => isSmall);
    if (!isFirst && isVague(rows, next?.count ?? Infinity))
      return { cells: rows.map(({ isHidden, count }) => (isHidden ? null : count)), total };
    if (next !== undefined) next.isHidden = true;
  }
  return nothing;
}

interface Row {
  at: number;
  count: number;
  isSmall: boolean;
  isHidden: boolean;
  /** Hidden because an earlier step was. */
  isKept: boolean;
  most: number;
}

/** How vaguely each small cell is known: at least so many more than one value must be possible. */
const LEAST_DOUBT = 2;

/** Interval arithmetic over the hidden cells, whose sum is known: what the best-informed reader can conclude. */
function isVague(rows: readonly Row[], leastShown: number): boolean {
  const hidden = rows.filter(({ isHidden }) => isHidden);
  const known = hidden.reduce((sum, { count }) => sum + count, 0);
  // A small cell is 0 to 4; another hidden one is at least 5 and, by the rule, no larger than any that is shown.
  const least = (row: Row): number => (row.isSmall ? 0 : SMALL_CELL);
  const most = (row: Row): number =>
    Math.min(row.most, row.isSmall ? SMALL_CELL - 1 : row.isKept ? Infinity : leastShown);
  return hidden.every((row) => {
    if (!row.isSmall) return hidden.length > 1;
    const others = hidden.filter((other) => other !== row);
    const othersLeast = others.reduce((sum, other) => sum + least(other), 0);
    const othersMost = others.reduce((sum, other) => sum + most(other), 0);
    return Math.min(most(row), known - othersLeast) - Math.max(0, known - othersMost) >= LEAST_DOUBT;
  });
}
