import type { CaseClock } from './case-clock.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseFilter } from './case-queue.ts';
import type { Instant } from './instant.ts';
import type { Result } from './problem.ts';
import type { StaffMember, StaffRole } from './staff.ts';
import type { TipOffWords } from './tip-off.ts';

/** Who may read what was reported. The auditor reads the log, the custodian the sealed identity: neither the words. */
export const CASE_READERS: readonly StaffRole[] = ['intake', 'handler', 'approver'];

/** One line of the queue: no word of what was reported. */
export interface QueueRow {
  file: CaseFile;
  /** The most pressing of the office's clocks; null when none runs. */
  clock: CaseClock | null;
}

export interface QueuePage {
  rows: readonly QueueRow[];
  filter: CaseFilter;
  /** 1 is the first. */
  page: number;
  pages: number;
  total: number;
  /** There are more than can be sorted at once: the most pressing are here. */
  isCut: boolean;
}

export interface CaseCounts {
  open: number;
  dueToday: number;
  late: number;
}

/** Words about the case; `author` is a staff id, `reporter` or `system`. */
export interface CaseNoteView {
  audience: 'reporter' | 'office';
  author: string;
  kind: string;
  text: string;
  at: Instant;
}

/** Everything of a case on one page. */
export interface CaseView {
  file: CaseFile;
  clocks: readonly CaseClock[];
  /** Null: it was purged. */
  content: {
    words: TipOffWords;
    photos: readonly { widthPx: number; heightPx: number }[];
    notes: readonly CaseNoteView[];
  } | null;
  /** Names of the people in it, by id. */
  nameOf: Readonly<Record<string, string>>;
}

/** What the pages under /staff/cases/ read and do. In `Astro.locals.cases`. */
export interface CaseDesk {
  categoryName(category: string): string;
  counts(member: StaffMember): Promise<CaseCounts>;
  queue(member: StaffMember, asked: URLSearchParams): Promise<QueuePage>;
  /** Notes who opened it. */
  open(member: StaffMember, id: string): Promise<Result<CaseView>>;
}
