import type { CaseStepView, OfficePhotoView } from '../../src/domain/case-desk.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { TipOffKind } from '../../src/domain/tip-off.ts';

/** Which cases an officer asks for. */
export interface DeskFilter {
  /** Only cases in these trees, and those of no region. */
  adcodes: readonly Adcode[];
  states: readonly CaseState[];
  kind: TipOffKind | null;
  /** Inside this one; then none of no region. */
  adcode: Adcode | null;
  /** In which this person did something, by the audit log. */
  doneBy: string | null;
}

/** What the office's pages read beside the cases themselves. */
export interface CaseDeskStore {
  /** The most pressing first as far as the database knows. */
  listForDesk(filter: DeskFilter, limit: number): Promise<readonly CaseFile[]>;
  /** Lines of the audit log that changed the case, oldest first; openings are not among them. */
  listSteps(caseNo: string): Promise<readonly CaseStepView[]>;
  /** Of the same category and place (one inside the other), received within so many days before or after. */
  listNear(file: CaseFile, days: number, limit: number): Promise<readonly CaseFile[]>;
  /** Linked to this one as repeats. */
  listRepeats(id: string): Promise<readonly CaseFile[]>;
  listOfficePhotos(id: string): Promise<readonly OfficePhotoView[]>;
  readOfficePhoto(id: string, sequence: number): Promise<Uint8Array | null>;
}
