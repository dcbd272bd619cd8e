import { useId, type ReactElement } from 'react';
import { MAX_KIT_COUNT } from '../../domain/kit.ts';

interface Props {
  label: string;
  value: number;
  min?: number;
  max?: number;
  onChange: (value: number) => void;
}

/** A number between two thumb-sized buttons; typing works too. What the label has in brackets stands below it. */
export function CountInput({ label, value, min = 0, max = MAX_KIT_COUNT, onChange }: Props): ReactElement {
  const id = useId();
  const [name, detail] = label.split(/[（）]/);
  const set = (next: number): void =>
    onChange(Math.min(max, Math.max(min, Number.isFinite(next) ? Math.round(next) : min)));
  return (
    <div className="count">
      <label htmlFor={id}>
        {name}
        {detail !== undefined && <small>{detail}</small>}
      </label>
      <span className="count-row">
        <button
          type="button"
          className="button"
          aria-label={`${label}减一`}
          disabled={value <= min}
          onClick={() => set(value - 1)}
        >
          −
        </button>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          value={value}
          onChange={(e) => set(e.target.valueAsNumber)}
        />
        <button
          type="button"
          className="button"
          aria-label={`${label}加一`}
          disabled={value >= max}
          onClick={() => set(value + 1)}
        >
          ＋
        </button>
      </span>
    </div>
  );
}
