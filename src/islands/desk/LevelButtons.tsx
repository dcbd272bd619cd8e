import { LEVEL_CHARACTER, LEVEL_GRADE, LEVEL_NAME, LEVELS, type Level } from '../../domain/level.ts';

interface Props {
  /** Tells the groups of several parts apart. */
  name: string;
  value: Level | null;
  onChange(level: Level): void;
  mistake: string | undefined;
}

/** Four buttons with character, word and key; radio buttons underneath, so that arrows and screen readers work. */
export function LevelButtons({ name, value, onChange, mistake }: Props) {
  return (
    <div
      className="desk-levels"
      role="radiogroup"
      aria-label="级别"
      aria-describedby={mistake === undefined ? undefined : `${name}-mistake`}
    >
      {LEVELS.map((level, index) => (
        <label key={level} className={`desk-level level-${level}`}>
          <input
            type="radio"
            name={name}
            value={level}
            checked={value === level}
            onChange={() => onChange(level)}
          />
          <b aria-hidden="true">{LEVEL_CHARACTER[level]}</b>
          <span>{LEVEL_NAME[level]}</span>
          <small>{LEVEL_GRADE[level]}</small>
          <kbd aria-hidden="true">{index + 1}</kbd>
        </label>
      ))}
      <p id={`${name}-mistake`} className="error" role="alert">
        {mistake}
      </p>
    </div>
  );
}
