import type { TipOffKind } from '../../domain/tip-off.ts';
import type { FieldMistake, Report } from './report-state.ts';

export interface CategoryChoice {
  id: string;
  name: string;
  examples: readonly string[];
  /** Who is in charge by law; null: not known, so the office that takes it in passes it on. */
  handler: string | null;
}

/** What the page gives the form from the content folder. */
export interface ReportChoices {
  kinds: readonly {
    id: TipOffKind;
    name: string;
    lead: string;
    categories: readonly CategoryChoice[];
  }[];
  regions: readonly { adcode: string; name: string }[];
  /** What regions have published themselves about who handles what. */
  localHandlers: readonly { adcode: string; category: string; text: string }[];
  /** Where the local rule pays without a real name: beginnings of region codes, and the rule's name. */
  proofRules: readonly { adcode: string; name: string }[];
}

export interface StepProps {
  report: Report;
  change(part: Partial<Report>): void;
  mistake: FieldMistake | null;
  choices: ReportChoices;
}
