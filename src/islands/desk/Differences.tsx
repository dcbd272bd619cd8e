import { useState } from 'react';
import { differences, merged, type Side, type Unit } from './draft-differences.ts';

interface Props<V> {
  base: V | null;
  mine: V;
  theirs: V;
  /** Who wrote theirs. */
  by: string;
  units: readonly Unit<V>[];
  onResolve(value: V): void;
}

/** A colleague saved meanwhile: theirs and mine side by side, chosen field by field. Nothing is saved before. */
export function Differences<V>({ base, mine, theirs, by, units, onResolve }: Props<V>) {
  const found = differences(base, mine, theirs, units);
  const [picks, setPicks] = useState<Readonly<Record<string, Side>>>({});
  const sideOf = (key: string, suggested: Side | null): Side | null => picks[key] ?? suggested;
  const open = found.filter(({ unit, suggested }) => sideOf(unit.key, suggested) === null).length;
  const resolve = (): void => {
    const suggestions = new Map(found.map(({ unit, suggested }) => [unit.key, suggested]));
    onResolve(merged(mine, theirs, found, (key) => sideOf(key, suggestions.get(key) ?? null) ?? 'mine'));
  };
  return (
    <section className="desk-differences" aria-labelledby="desk-differences">
      <h2 id="desk-differences" tabIndex={-1} ref={(heading) => heading?.focus()}>
        {by}刚存了另一份，请逐项选一份
      </h2>
      <p>两边写的都在，选好以前什么都不会存掉。只有一边改过的，已经替您选好，也可以换。</p>
      {found.length === 0 && <p>两边写的其实一样。</p>}
      {found.map(({ unit, mine: own, theirs: other, suggested }) => (
        <fieldset key={unit.key}>
          <legend>{unit.label}</legend>
          {(
            [
              ['mine', '我写的', own],
              ['theirs', `${by}写的`, other],
            ] as const
          ).map(([side, label, shown]) => (
            <label key={side} data-picked={sideOf(unit.key, suggested) === side}>
              <span>
                <input
                  type="radio"
                  name={`difference-${unit.key}`}
                  checked={sideOf(unit.key, suggested) === side}
                  onChange={() => setPicks({ ...picks, [unit.key]: side })}
                />
                {label}
              </span>
              <span className="desk-said" dir="auto">
                {shown}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <button type="button" className="button primary" disabled={open > 0} onClick={resolve}>
        {open > 0 ? `还有 ${open} 项没有选` : '就用选好的，接着写'}
      </button>
    </section>
  );
}
