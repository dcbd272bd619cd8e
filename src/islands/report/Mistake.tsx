import type { FieldMistake, ReportField } from './report-state.ts';

/** The sentence beside the field it is about; an empty live region otherwise, so that it is spoken when it comes. */
export function Mistake({
  id,
  field,
  mistake,
}: {
  id: string;
  field: ReportField;
  mistake: FieldMistake | null;
}) {
  return (
    <p id={id} className="error" role="alert">
      {mistake?.field === field ? mistake.text : ''}
    </p>
  );
}
