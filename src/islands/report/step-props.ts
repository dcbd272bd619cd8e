import type { TipOffKind } from '../../domain/tip-off.ts';
import type { FieldMistake, Report } from './report-state.ts';

/** What the page gives the form from the content folder. */
export interface ReportChoices {
  kinds: readonly {
    id: TipOffKind;
    name: string;
    lead: string;
    categories: readonly { id: string; name: string; examples: readonly string[] }[];
  }[];
  regions: readonly { adcode: string; name: string }[];
  /** Sentences of problems that the browser finds by itself, by word. */
  problems: Readonly<Record<string, string>>;
}

export interface StepProps {
  report: Report;
  change(part: Partial<Report>): void;
  mistake: FieldMistake | null;
  choices: ReportChoices;
}
