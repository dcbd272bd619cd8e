import { useRef, useState, type KeyboardEvent } from 'react';
import type { Adcode, RegionName } from '../../domain/region.ts';
import { regionRows, treeMove, type RegionRow } from './region-rows.ts';

interface Props {
  places: readonly RegionName[];
  chosen: readonly Adcode[];
  onToggle(adcode: Adcode): void;
  /** What it is the tree of, for screen readers. */
  label: string;
}

const CHECKED = { chosen: true, covered: true, partly: 'mixed', free: false } as const;

/** The officer's own tree, one stop for Tab: arrows walk and unfold, Space ticks. A tap on a line ticks it. */
export function RegionTree({ places, chosen, onToggle, label }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const [folds, setFolds] = useState<ReadonlyMap<Adcode, boolean>>(new Map());
  const [current, setCurrent] = useState(0);
  // A county is shown with its townships; a prefecture's counties stay folded until asked for.
  const isOpen = (adcode: Adcode): boolean =>
    folds.get(adcode) ?? !places.some((p) => adcode !== p.adcode && adcode.startsWith(p.adcode));
  const rows = regionRows(places, chosen, isOpen);
  const at = Math.min(current, rows.length - 1);

  const fold = (adcode: Adcode, open: boolean): void => setFolds(new Map(folds).set(adcode, open));
  const tick = (row: RegionRow): void => {
    onToggle(row.place.adcode);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(rows, at, event.key);
    if (move === null) return;
    event.preventDefault();
    if ('fold' in move) fold(move.fold, move.open);
    else if ('toggle' in move) {
      const row = rows[move.toggle];
      if (row !== undefined) tick(row);
    } else {
      setCurrent(move.to);
      list.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[move.to]?.focus();
    }
  };

  return (
    <ul
      className="desk-tree"
      role="tree"
      aria-label={label}
      aria-multiselectable
      ref={list}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, index) => (
        <li
          key={row.place.adcode}
          role="treeitem"
          aria-level={row.depth}
          aria-checked={CHECKED[row.mark]}
          aria-expanded={row.below > 0 ? row.isOpen : undefined}
          tabIndex={index === at ? 0 : -1}
          data-mark={row.mark}
          onFocus={() => setCurrent(index)}
          onClick={() => tick(row)}
        >
          <span className="desk-box" aria-hidden="true" />
          <span className="desk-tree-name">
            {row.place.name}
            {row.mark === 'covered' && <small>随上级</small>}
          </span>
          {row.below > 0 && (
            <button
              type="button"
              tabIndex={-1}
              className="desk-fold"
              aria-label={`${row.isOpen ? '收起' : '展开'}${row.place.name}`}
              onClick={(event) => {
                event.stopPropagation();
                fold(row.place.adcode, !row.isOpen);
              }}
            >
              {row.isOpen ? '收起' : `${row.below} 处`}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
