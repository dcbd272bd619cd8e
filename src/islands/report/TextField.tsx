import type { HTMLInputTypeAttribute, InputHTMLAttributes } from 'react';
import { Mistake } from './Mistake.tsx';
import type { Report, ReportField } from './report-state.ts';
import type { StepProps } from './step-props.ts';

interface Props extends Pick<StepProps, 'report' | 'change' | 'mistake'> {
  field: Exclude<ReportField, 'kind'>;
  label: string;
  hint?: string;
  type?: HTMLInputTypeAttribute;
  input?: InputHTMLAttributes<HTMLInputElement>;
}

/** One line to type in, with its hint above and what is wrong with it below. Nothing is remembered by the browser. */
export function TextField({ field, label, hint, type = 'text', input, report, change, mistake }: Props) {
  const id = `report-${field}`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        {...input}
        id={id}
        type={type}
        value={report[field]}
        onChange={(event) => change({ [field]: event.target.value } as Partial<Report>)}
        autoComplete="off"
        aria-invalid={mistake?.field === field}
        aria-describedby={hint === undefined ? `${id}-error` : `${id}-hint ${id}-error`}
      />
      <Mistake id={`${id}-error`} field={field} mistake={mistake} />
    </div>
  );
}
