/** One thing two people may have written differently: what it is called, how it is read, put back and shown. */
export interface Unit<V> {
  key: string;
  label: string;
  get(value: V): unknown;
  set(value: V, part: unknown): V;
  /** For the eye, as text. */
  show(part: unknown): string;
}

export type Side = 'mine' | 'theirs';

export interface Difference<V> {
  unit: Unit<V>;
  mine: string;
  theirs: string;
  /** Who alone changed it since the common beginning; null: both did, and a person has to choose. */
  suggested: Side | null;
}

/** JSON with its keys in order: the database gives them back in an order of its own. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** Everything in which mine and theirs differ, seen from what both began with (null: unknown, then both changed). */
export function differences<V>(
  base: V | null,
  mine: V,
  theirs: V,
  units: readonly Unit<V>[],
): readonly Difference<V>[] {
  return units.flatMap((unit) => {
    const [own, other] = [unit.get(mine), unit.get(theirs)];
    if (same(own, other)) return [];
    const began = base === null ? undefined : unit.get(base);
    const suggested = base === null ? null : same(own, began) ? 'theirs' : same(other, began) ? 'mine' : null;
    return [{ unit, mine: unit.show(own), theirs: unit.show(other), suggested }];
  });
}

/** Theirs, with what was chosen of mine put in. */
export function merged<V>(
  mine: V,
  theirs: V,
  found: readonly Difference<V>[],
  sideOf: (key: string) => Side,
): V {
  return found.reduce(
    (value, { unit }) => (sideOf(unit.key) === 'mine' ? unit.set(value, unit.get(mine)) : value),
    theirs,
  );
}
