import { useId } from 'react';
import type { Instant } from '../../domain/instant.ts';
import { clockText, leftText } from '../../domain/spoken-time.ts';
import { endAfter, fromLocalField, QUICK_HOURS, quickHoursOf, toLocalField } from './validity.ts';

interface Props {
  now: Instant;
  onsetAt: Instant | null;
  expiresAt: Instant | null;
  onChange(times: { onsetAt?: Instant | null; expiresAt?: Instant | null }): void;
  mistake: string | undefined;
}

/** Until when it holds: four buttons, or the exact minute; said back in words with what is left. */
export function ValidityPicker({ now, onsetAt, expiresAt, onChange, mistake }: Props) {
  const id = useId();
  const quick = quickHoursOf(now, expiresAt);
  return (
    <div className="desk-validity">
      <div className="desk-quick" role="group" aria-label="从现在起有效">
        {QUICK_HOURS.map((hours) => (
          <button
            key={hours}
            type="button"
            className="button"
            aria-pressed={quick === hours}
            onClick={() => onChange({ expiresAt: endAfter(now, hours) })}
          >
            {hours} 小时
          </button>
        ))}
      </div>
      <div className="desk-exact">
        <label>
          <span>有效至</span>
          <input
            type="datetime-local"
            value={toLocalField(expiresAt)}
            aria-invalid={mistake !== undefined}
            aria-describedby={`${id}-said ${id}-mistake`}
            onChange={(event) => onChange({ expiresAt: fromLocalField(event.target.value) })}
          />
        </label>
        <label>
          <span>何时开始（空着就是现在）</span>
          <input
            type="datetime-local"
            value={toLocalField(onsetAt)}
            onChange={(event) => onChange({ onsetAt: fromLocalField(event.target.value) })}
          />
        </label>
      </div>
      <p id={`${id}-said`} className="hint" aria-live="polite">
        {expiresAt !== null && `到${clockText(expiresAt, now)}为止，${leftText(expiresAt, now)}。北京时间。`}
      </p>
      <p id={`${id}-mistake`} className="error" role="alert">
        {mistake}
      </p>
    </div>
  );
}
