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
 */
export function protectCells(counts: readonly number[]): ShownCells {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const nothing = { cells: counts.map(() => null), total: null };
  if (total < SMALL_CELL) return nothing;
  const small = counts.map((count) => count < SMALL_CELL);
  if (!small.includes(true)) return { cells: counts, total };
  const hidden = [...small];
  // By size; of equal ones the first, so that the same counts always give the same table.
  const others = counts
    .map((count, at) => ({ count, at }))
    .filter(({ at }) => small[at] === false)
    .sort((a, b) => a.count - b.count || a.at - b.at);
  for (let hiddenOthers = 0; hiddenOthers <= others.length; hiddenOthers += 1) {
    const next = others[hiddenOthers];
    const isFirst = hiddenOthers === 0 && next !== undefined;
    if (!isFirst && isVague(counts, small, hidden, next?.count ?? Infinity))
      return { cells: counts.map((count, at) => (hidden[at] === true ? null : count)), total };
    if (next !== undefined) hidden[next.at] = true;
  }
  return nothing;
}

/** How vaguely each small cell is known: at least so many more than one value must be possible. */
const LEAST_DOUBT = 2;

/** Interval arithmetic over the hidden cells, whose sum is known: what the best-informed reader can conclude. */
function isVague(
  counts: readonly number[],
  small: readonly boolean[],
  hidden: readonly boolean[],
  leastShown: number,
): boolean {
  // A small cell is 0 to 4; another hidden one is at least 5 and, by the rule, no larger than any that is shown.
  const bounds = counts.map((_, at) =>
    small[at] === true ? { least: 0, most: SMALL_CELL - 1 } : { least: SMALL_CELL, most: leastShown },
  );
  const within = (at: number): boolean => hidden[at] === true;
  const sumOf = (pick: (at: number) => number): number =>
    counts.reduce((sum, _, at) => (within(at) ? sum + pick(at) : sum), 0);
  const known = sumOf((at) => counts[at] ?? 0);
  return bounds.every(({ least, most }, at) => {
    if (small[at] !== true) return true;
    const othersLeast = sumOf((other) => (other === at ? 0 : (bounds[other]?.least ?? 0)));
    const othersMost = sumOf((other) => (other === at ? 0 : (bounds[other]?.most ?? 0)));
    return Math.min(most, known - othersLeast) - Math.max(least, known - othersMost) >= LEAST_DOUBT;
  });
}
