import { runningClocks } from '../../src/domain/case-clock.ts';
import type { CaseCommand } from '../../src/domain/case-command.ts';
import { decideCase, type Actor } from '../../src/domain/case-decide.ts';
import { eventOf } from '../../src/domain/case-event.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import type { WorkCalendar } from '../../src/domain/deadline.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { ledgerEntry } from '../../src/domain/reward-ledger.ts';
import { reaches } from '../../src/domain/staff.ts';
import type { CleanPhoto } from '../../src/domain/tip-off.ts';
import type { AuditLog } from '../store/audit-contract.ts';
import type { CaseNote, CaseStore } from '../store/case-contract.ts';

export interface CaseDeps {
  cases: CaseStore;
  audit: AuditLog;
  calendar: WorkCalendar;
  now(): Instant;
}

export type NewNote = Pick<CaseNote, 'audience' | 'kind' | 'text'>;

/**
 * Does one thing to a case: decided by the rules of case-decide.ts on what is stored, written with its notes, its line
 * of the audit log and its line of the ledger in one transaction. `version` is what the person saw: when a colleague
 * was faster, nothing happens and `case-changed` says so.
 */
export async function handleCase(
  deps: CaseDeps,
  id: string,
  version: number | null,
  command: CaseCommand,
  actor: Actor,
  notes: readonly NewNote[] = [],
  photos: readonly CleanPhoto[] = [],
): Promise<Result<CaseFile>> {
  const found = await openCase(deps, id, actor, command.do);
  if (!found.ok) return found;
  const before = found.value;
  if (version !== null && version !== before.version)
    return failed('case-changed', 'version', String(before.version));
  const at = deps.now();
  const decided = decideCase(before, command, actor, at, deps.calendar);
  if (!decided.ok) {
    await noteRefusal(deps, before, command.do, actor, decided.problem.word);
    return decided;
  }
  const { file: after, step } = decided.value;
  const author = typeof actor === 'string' ? actor : actor.id;
  const isSaved = await deps.cases.saveChange({
    before,
    after,
    nextDueAt: runningClocks(after, deps.calendar)[0]?.dueAt ?? null,
    notes: notes.filter(({ text }) => text !== '').map((note) => ({ ...note, author })),
    photos: photos.map(({ bytes, widthPx, heightPx }) => ({ author, bytes, widthPx, heightPx })),
    audit: [
      {
        at,
        actor: step.actor,
        action: `case-${step.action}`,
        subject: before.caseNo,
        from: step.from,
        to: step.to,
        reason: step.reason,
      },
    ],
    entry: ledgerEntry(before, after),
    event: eventOf(command, before, after),
    at,
  });
  return isSaved ? ok(after) : failed('case-changed', 'version');
}

/** A case for somebody who asks. One outside their tree is refused, and the asking is noted. */
export async function openCase(
  deps: Pick<CaseDeps, 'cases' | 'audit' | 'now'>,
  id: string,
  actor: Actor,
  what: string,
): Promise<Result<CaseFile>> {
  const found = /^[0-9a-f-]{36}$/.test(id) ? await deps.cases.findCase(id) : null;
  if (found === null) return failed('case-unknown');
  if (typeof actor !== 'string' && found.adcode !== null && !reaches(actor, found.adcode)) {
    await noteRefusal(deps, found, what, actor, 'role-missing');
    return failed('role-missing');
  }
  return ok(found);
}

/** Who reaches for what is not theirs leaves a line: leaks must be traceable (2013 意见). */
async function noteRefusal(
  deps: Pick<CaseDeps, 'audit' | 'now'>,
  file: CaseFile,
  what: string,
  actor: Actor,
  word: string,
): Promise<void> {
  if (word !== 'role-missing' && word !== 'second-person-needed') return;
  await deps.audit.append({
    at: deps.now(),
    actor: typeof actor === 'string' ? actor : actor.id,
    action: 'case-refused',
    subject: file.caseNo,
    from: null,
    to: what,
    reason: word,
  });
}
