import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { findHazards, grouped, type HazardChoice } from './hazard-search.ts';

interface Named {
  code: string | null;
  name: string;
}
interface Props {
  hazards: readonly HazardChoice[];
  value: Named;
  onChange(hazard: Named): void;
  mistake: string | undefined;
}

/** A searchable list of the event codes; a name the list does not know is taken as it is. */
export function HazardPicker({ hazards, value, onChange, mistake }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  /** Null: closed, the field shows what is chosen. */
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [weather, setWeather] = useState('');
  const isOpen = typed !== null;
  const groups = grouped(isOpen ? findHazards(hazards, typed) : []);
  const found = groups.flatMap((group) => group.hazards);
  const own = (typed ?? '').trim();
  const isNew = own !== '' && !found.some(({ name }) => name === own);
  const count = found.length + (isNew ? 1 : 0);
  const optionId = (index: number): string => `${id}-option-${index}`;

  const move = (to: number): void => {
    const next = Math.max(0, Math.min(count - 1, to));
    setAt(next);
    list.current?.querySelector(`#${CSS.escape(optionId(next))}`)?.scrollIntoView({ block: 'nearest' });
  };
  const take = (index: number): void => {
    const hazard = found[index];
    setWeather(hazard?.isMeteorological === true ? hazard.name : '');
    if (hazard?.isMeteorological === true) return;
    if (hazard !== undefined) onChange({ code: hazard.code, name: hazard.name });
    else if (isNew) onChange({ code: null, name: own });
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (isOpen) move(at + step);
      else open();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (isOpen && count > 0) take(at);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setTyped(null);
    }
  };
  const open = (): void => {
    setTyped('');
    setAt(0);
  };

  return (
    <div className="desk-hazard">
      <input
        id={`${id}-input`}
        role="combobox"
        aria-label="灾种"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && count > 0 ? optionId(at) : undefined}
        aria-invalid={mistake !== undefined}
        aria-describedby={`${id}-mistake`}
        autoComplete="off"
        spellCheck={false}
        placeholder="打几个字，如 山洪、地质、森林"
        value={typed ?? value.name}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onClick={() => !isOpen && open()}
        onKeyDown={onKeyDown}
        onBlur={() => {
          // What was typed and left is meant as it stands: a name is not lost for want of an Enter.
          const exact = found.findIndex(({ name }) => name === own);
          if (own !== '') take(exact < 0 ? found.length : exact);
          setTyped(null);
        }}
      />
      {!isOpen && value.name !== '' && <span className="desk-code">{value.code ?? '名录外'}</span>}
      <div id={`${id}-list`} role="listbox" aria-label="灾种名录" hidden={!isOpen} ref={list}>
        {groups.map(({ group, hazards: members }) => (
          <div role="group" key={group} aria-label={group}>
            <span className="desk-group" aria-hidden="true">
              {group}
              {members.every(({ isMeteorological }) => isMeteorological) && '（只能转发气象台站的原文）'}
            </span>
            {members.map((hazard) => {
              const index = found.indexOf(hazard);
              return (
                <div
                  key={`${hazard.code} ${hazard.name}`}
                  id={optionId(index)}
                  role="option"
                  aria-selected={index === at}
                  aria-disabled={hazard.isMeteorological}
                  // Before the field loses focus and the list closes under the finger.
                  onMouseDown={(event) => {
                    event.preventDefault();
                    take(index);
                  }}
                >
                  <span>{hazard.name}</span>
                  <small>{hazard.isMeteorological ? '只能转发' : (hazard.code ?? '')}</small>
                </div>
              );
            })}
          </div>
        ))}
        {isNew && (
          <div
            id={optionId(found.length)}
            role="option"
            aria-selected={at === found.length}
            onMouseDown={(event) => {
              event.preventDefault();
              take(found.length);
            }}
          >
            <span>
              用“<bdi>{own.slice(0, 40)}</bdi>”
            </span>
            <small>名录外</small>
          </div>
        )}
      </div>
      <p id={`${id}-mistake`} className="error" role="alert">
        {weather === '' ? mistake : `${weather}是气象灾害，只能转发气象台站的原文：请贴到最上面。`}
      </p>
    </div>
  );
}
