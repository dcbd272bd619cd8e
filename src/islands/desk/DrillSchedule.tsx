import { useId } from 'react';
import { toMs, type Instant } from '../../domain/instant.ts';
import { clockText, spanText } from '../../domain/spoken-time.ts';
import { Step } from './PartFields.tsx';
import { drillEnd, type DrillValue } from './drill-value.ts';
import { fromLocalField, toLocalField } from './validity.ts';

interface Props {
  value: DrillValue;
  onChange(times: Partial<Pick<DrillValue, 'startAt' | 'endAt'>>): void;
  now: Instant;
  mistake: string | undefined;
}

const HOURS = [1, 2, 4, 8];

/** When a drill begins and ends; both are told to whoever follows drills. */
export function DrillSchedule({ value, onChange, now, mistake }: Props) {
  const id = useId();
  const { startAt, endAt } = value;
  return (
    <Step title="什么时候演练">
      <div className="desk-exact">
        <label>
          <span>开始（空着就是一安排就开始）</span>
          <input
            type="datetime-local"
            value={toLocalField(startAt)}
            onChange={(event) => onChange({ startAt: fromLocalField(event.target.value) })}
          />
        </label>
        <label>
          <span>结束</span>
          <input
            type="datetime-local"
            value={toLocalField(endAt)}
            aria-invalid={mistake !== undefined}
            aria-describedby={`${id}-mistake`}
            onChange={(event) => onChange({ endAt: fromLocalField(event.target.value) })}
          />
        </label>
      </div>
      <div className="desk-quick" role="group" aria-label="开始后多久结束">
        {HOURS.map((hours) => (
          <button
            key={hours}
            type="button"
            className="button"
            onClick={() => onChange({ endAt: drillEnd(startAt, now, hours) })}
          >
            {hours} 小时
          </button>
        ))}
      </div>
      <p className="hint" aria-live="polite">
        {endAt !== null &&
          endAt > (startAt ?? now) &&
          `${startAt === null ? '安排好就' : clockText(startAt, now)}开始，${clockText(endAt, now)}结束，演练${spanText(toMs(endAt) - toMs(startAt ?? now))}。北京时间。`}
      </p>
      <p id={`${id}-mistake`} className="error" role="alert">
        {mistake}
      </p>
    </Step>
  );
}
