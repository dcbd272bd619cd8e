import type { CaseAct } from './case-acts.ts';
import type { CaseClock } from './case-clock.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseFilter } from './case-queue.ts';
import type { TimelineEntry } from './case-timeline.ts';
import type { Instant } from './instant.ts';
import type { Problem, Result } from './problem.ts';
import type { RedactionKind } from './redaction.ts';
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

/** One line of the audit log about the case. */
export interface CaseStepView {
  at: Instant;
  actor: string;
  action: string;
  from: string | null;
  to: string | null;
  reason: string | null;
}

/** A photo the office took (整改复查); its pixels are asked for apart. */
export interface OfficePhotoView {
  sequence: number;
  author: string;
  widthPx: number;
  heightPx: number;
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
  timeline: readonly TimelineEntry[];
  /** What the person who asks may do now. */
  acts: readonly CaseAct[];
  /** Whose turn it is, by role; empty when nobody's. */
  turn: string;
  /** Who may stand for the finding: verifiers of this region, without who took the case in. */
  verifiers: readonly { id: string; name: string }[];
  /** The case it was linked to as a repeat. */
  original: CaseFile | null;
  /** Cases linked to this one. */
  repeats: readonly CaseFile[];
  hasTransferCopy: boolean;
}

/** What became of a form on a case's page. `typed` is given back when it was refused, so that nothing is lost. */
export interface CaseAnswer {
  result: Result<{ did: string }>;
  typed: TypedCaseForm;
}
export type TypedCaseForm = Readonly<Record<string, readonly string[]>>;

/** Two reports that may be of the same thing. The earlier is whoever reported first. */
export interface NearCase {
  file: CaseFile;
  /** Same unit by name, and how far apart the positions are; null when one of the two gave none. */
  isSameRespondent: boolean;
  distanceM: number | null;
}

export interface DuplicatesView {
  case: CaseView;
  near: readonly NearCase[];
  /** The one that stands beside it. */
  other: CaseView | null;
}

/** 转交件 as it is shown before it is sent. */
export interface TransferView {
  case: CaseView;
  /** The machine's copy, or what the officer made of it. */
  copy: string;
  to: string;
  /** How many places were replaced, by kind. */
  counts: Partial<Record<RedactionKind, number>>;
  /** Photos (from 0) that go with it. */
  photos: readonly number[];
  /** What the answered form did: shown for checking again because something was found in it, or refused. */
  problem: Problem | null;
}

/** The copy that was sent. */
export interface SentCopy {
  caseNo: string;
  to: string;
  text: string;
  photos: readonly number[];
  at: Instant;
}

/** What the pages under /staff/cases/ read and do. In `Astro.locals.cases`. */
export interface CaseDesk {
  categoryName(category: string): string;
  counts(member: StaffMember): Promise<CaseCounts>;
  queue(member: StaffMember, asked: URLSearchParams): Promise<QueuePage>;
  /** Notes who opened it. */
  open(member: StaffMember, id: string): Promise<Result<CaseView>>;
  /** The forms of a case's page: field `do` is an act, `version` what the person saw. */
  act(member: StaffMember, id: string, request: Request): Promise<CaseAnswer>;
  /** The case and what may be the same; `beside` opens a second one next to it. */
  duplicates(member: StaffMember, id: string, beside: string | null): Promise<Result<DuplicatesView>>;
  /** The copy as it would go out; with a form: what became of it. `sent` when it has gone. */
  transfer(
    member: StaffMember,
    id: string,
    form: Request | null,
  ): Promise<Result<TransferView | { sent: true }>>;
  sentCopy(member: StaffMember, id: string): Promise<Result<SentCopy>>;
}
