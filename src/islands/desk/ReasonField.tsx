import { useId } from 'react';
import { DESK_LIMITS } from '../../domain/alert-desk.ts';

interface Props {
  label: string;
  hint?: string;
  value: string;
  onChange(value: string): void;
  mistake?: string | undefined;
}

/** A few words that are kept with what was decided. */
export function ReasonField({ label, hint, value, onChange, mistake }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        rows={2}
        maxLength={DESK_LIMITS.reason}
        value={value}
        aria-invalid={mistake !== undefined}
        aria-describedby={`${hint === undefined ? '' : `${id}-hint `}${id}-mistake`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-mistake`} className="error" role="alert">
        {mistake}
      </p>
    </div>
  );
}
