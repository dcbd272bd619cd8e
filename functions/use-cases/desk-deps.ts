import type { DeskDraft, DeskPerson, FieldProblem } from '../../src/domain/alert-desk.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import type { DrillRecord } from '../../src/domain/drill.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Disagreement, MouthText } from '../../src/domain/mouth.ts';
import type { NoticeRecord } from '../../src/domain/notice.ts';
import type { DeskSettings } from '../../src/domain/officer-rules.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { AuditEntry } from '../store/audit-contract.ts';
import type { DeskStore } from '../store/desk-contract.ts';
import type { AlertDeps } from './alert-deps.ts';

/** What the desk works with; wiring gives the real ones. */
export interface DeskDeps {
  alerts: AlertDeps;
  drafts: DeskStore;
  settings: DeskSettings;
  /** All texts of the last revision of a history, and where they contradict each other. */
  mouths(
    history: readonly AlertRevision[],
    languages: readonly string[],
    now: Instant,
  ): { mouths: readonly MouthText[]; disagreements: readonly Disagreement[] };
}

/** A refusal at the desk: the problem, and what the officer needs beside it so that nothing typed is lost. */
export interface DeskRefusal {
  ok: false;
  problem: Problem;
  /** Of `draft-changed`: what is stored. */
  draft?: DeskDraft;
  drill?: DrillRecord;
  notice?: NoticeRecord;
  /** Every mistake, the first of them also being the problem. */
  problems?: readonly FieldProblem[];
  disagreements?: readonly Disagreement[];
}
export type DeskResult<T> = { ok: true; value: T } | DeskRefusal;

export const draftChanged = (draft: DeskDraft): DeskRefusal => ({
  ok: false,
  problem: { word: 'draft-changed', path: 'version', detail: String(draft.version) },
  draft,
});

/** The first mistake as the problem, all of them beside it. */
export function refusedFor(problems: readonly FieldProblem[]): DeskRefusal | null {
  const [first] = problems;
  if (first === undefined) return null;
  const { word, path, message } = first;
  return { ok: false, problem: { word, path, ...(message === '' ? {} : { detail: message }) }, problems };
}

/** A line of the audit log about a draft, drill or notice. */
export function auditLine(
  at: Instant,
  actor: Pick<DeskPerson, 'id'>,
  action: string,
  subject: string,
  more: Partial<Pick<AuditEntry, 'from' | 'to' | 'reason'>> = {},
): AuditEntry {
  return { at, actor: actor.id, action, subject, from: null, to: null, reason: null, ...more };
}

/** Only what can be the id of a draft, drill or notice is asked of the database, which cannot store NUL. */
export function isDeskId(text: string): boolean {
  return /^(?:drill-|notice-)?[0-9a-z]{4,40}$/.test(text);
}
