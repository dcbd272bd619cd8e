import { useId, useState, type KeyboardEvent } from 'react';
import type { Adcode, RegionName } from '../../domain/region.ts';
import { findPlaces, markOf, nameIn } from './region-selection.ts';

interface Props {
  places: readonly RegionName[];
  chosen: readonly Adcode[];
  onToggle(adcode: Adcode): void;
}

const CHOSEN_WORD = {
  chosen: '已选，回车去掉',
  covered: '随上级已选，回车去掉',
  partly: '',
  free: '',
} as const;

/** Some letters and Enter choose a place; the field stays ready for the next. */
export function PlaceSearch({ places, chosen, onToggle }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = findPlaces(places, typed);
  const take = (place: RegionName | undefined): void => {
    if (place === undefined) return;
    onToggle(place.adcode);
    setTyped('');
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setAt((at + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(found[at]);
    } else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      setTyped('');
    }
  };
  return (
    <div className="desk-search">
      <input
        role="combobox"
        aria-label="找地方，回车选中"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="找地方：打名字，回车选中"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTyped('')}
      />
      <div id={`${id}-list`} role="listbox" aria-label="找到的地方" hidden={found.length === 0}>
        {found.map((place, index) => (
          <div
            key={place.adcode}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => {
              event.preventDefault();
              take(place);
            }}
          >
            <span>{nameIn(places, place.adcode)}</span>
            <small>{CHOSEN_WORD[markOf(chosen, place.adcode)]}</small>
          </div>
        ))}
      </div>
      <p className="sr" role="status">
        {typed !== '' && (found.length === 0 ? '没有找到' : `找到 ${found.length} 处`)}
      </p>
    </div>
  );
}
