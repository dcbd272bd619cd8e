import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectCells, SMALL_CELL, type ShownCells } from '../../src/domain/small-cells.ts';

/** All rows of counts that would have been shown in exactly this way: what a reader who knows the rule can conclude. */
function* consistentWith(shown: ShownCells, before: ShownCells | null = null): Generator<number[]> {
  const { cells, total } = shown;
  const known = cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
  const open = cells.flatMap((cell, at) => (cell === null ? [at] : []));
  function* fill(row: number[], position: number, left: number): Generator<number[]> {
    const at = open[position];
    if (at === undefined) {
      if (left === 0) yield [...row];
      return;
    }
    const isLast = position === open.length - 1;
    for (let value = isLast ? left : 0; value <= left; value += 1) {
      row[at] = value;
      yield* fill(row, position + 1, left - value);
    }
  }
  for (const row of fill(
    cells.map((cell) => cell ?? 0),
    0,
    (total ?? 0) - known,
  ))
    if (
      row.every((value, at) => value <= (before?.cells[at] ?? Infinity)) &&
      JSON.stringify(protectCells(row, before)) === JSON.stringify(shown)
    )
      yield row;
}

const rows = fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 4 });

describe('small cells', () => {
  it('no count below five is ever shown, and what is shown is true', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 30 }), (counts) => {
        const { cells, total } = protectCells(counts);
        cells.forEach((cell, at) =>
          expect(cell === null || (cell >= SMALL_CELL && cell === counts[at])).toBe(true),
        );
        const sum = counts.reduce((a, b) => a + b, 0);
        expect(total === null || total === sum).toBe(true);
        if (sum < SMALL_CELL) expect(total).toBeNull();
      }),
    );
  });

  it('no hidden small count can be computed from the others and the total, not even by who knows the rule', () => {
    fc.assert(
      fc.property(rows, (counts) => {
        const shown = protectCells(counts);
        if (shown.total === null) return;
        const possible = counts.map(() => new Set<number>());
        for (const row of consistentWith(shown)) row.forEach((value, at) => possible[at]?.add(value));
        counts.forEach((count, at) => {
          if (count < SMALL_CELL)
            expect(possible[at]?.size, JSON.stringify({ counts, at })).toBeGreaterThan(1);
        });
      }),
      { numRuns: 600 },
    );
  });

  it('with a small one another is hidden; where that is not enough nothing is shown', () => {
    expect(protectCells([12, 7, 2]).cells).toEqual([12, null, null]);
    expect(protectCells([12, 7, 9])).toEqual({ cells: [12, 7, 9], total: 28 });
    // Two that sum to eight can only be four and four.
    expect(protectCells([4, 4])).toEqual({ cells: [null, null], total: null });
    // Hiding five beside nothing tells that it was nothing.
    expect(protectCells([0, 5])).toEqual({ cells: [null, null], total: null });
    expect(protectCells([1, 1, 1])).toEqual({ cells: [null, null, null], total: null });
    expect(protectCells([40])).toEqual({ cells: [40], total: 40 });
  });

  it('what an earlier step hides the later ones hide too, and no later small one is told by the earlier', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { minLength: 2, maxLength: 4 }), (pairs) => {
        const received = protectCells(pairs.map(([a, b]) => Math.max(a, b)));
        if (received.total === null) return;
        const counts = pairs.map(([a, b]) => Math.min(a, b));
        const accepted = protectCells(counts, received);
        if (accepted.total === null) return;
        accepted.cells.forEach((cell, at) => expect(received.cells[at] !== null || cell === null).toBe(true));
        const possible = counts.map(() => new Set<number>());
        for (const row of consistentWith(accepted, received))
          row.forEach((value, at) => possible[at]?.add(value));
        counts.forEach((count, at) => {
          if (count < SMALL_CELL)
            expect(possible[at]?.size, JSON.stringify({ pairs, at })).toBeGreaterThan(1);
        });
      }),
      { numRuns: 400 },
    );
  });
});
