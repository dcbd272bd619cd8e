import { actsFor, whoseTurn } from '../../src/domain/case-acts.ts';
import { runningClocks } from '../../src/domain/case-clock.ts';
import { CASE_READERS, type CaseView } from '../../src/domain/case-desk.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import { timelineOf, TRANSFER_COPY } from '../../src/domain/case-timeline.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { StaffAccount } from '../../src/domain/staff-account.ts';
import { hasRole, reaches, type StaffMember } from '../../src/domain/staff.ts';
import type { CaseDeskStore } from '../store/case-desk-contract.ts';
import type { StaffAccountStore } from '../store/staff-contract.ts';
import { openCase, type CaseDeps } from './handle-case.ts';

export interface CasePageDeps extends CaseDeps {
  desk: CaseDeskStore;
  accounts: Pick<StaffAccountStore, 'listAccounts'>;
}

/** A case with its words, for somebody who may read them; the opening is a line of the log before anything is shown. */
export async function openCasePage(
  deps: CasePageDeps,
  member: StaffMember,
  id: string,
  action = 'case-opened',
): Promise<Result<CaseView>> {
  if (!hasRole(member, ...CASE_READERS)) return failed('role-missing');
  const found = await openCase(deps, id, member, 'open');
  if (!found.ok) return found;
  const file = found.value;
  const now = deps.now();
  await noteOpening(deps, member, file.caseNo, action);
  const [accounts, content, steps, photos, repeats] = await Promise.all([
    deps.accounts.listAccounts(),
    deps.cases.readContent(file.id),
    deps.desk.listSteps(file.caseNo),
    deps.desk.listOfficePhotos(file.id),
    deps.desk.listRepeats(file.id),
  ]);
  return ok({
    file,
    clocks: runningClocks(file, deps.calendar),
    content,
    nameOf: Object.fromEntries(accounts.map(({ id: account, name }) => [account, name])),
    timeline: timelineOf(steps, content?.notes ?? [], content === null ? [] : photos),
    acts: actsFor(file, member, now, deps.calendar),
    turn: whoseTurn(file, now, deps.calendar),
    verifiers: verifiersFor(accounts, file),
    original: file.duplicateOf === null ? null : await deps.cases.findCase(file.duplicateOf),
    repeats,
    hasTransferCopy: content?.notes.some(({ kind }) => kind === TRANSFER_COPY) ?? false,
  });
}

/** Two people who were not at the counter: verifiers who reach the region, without who took the case in. */
export function verifiersFor(
  accounts: readonly StaffAccount[],
  file: CaseFile,
): readonly { id: string; name: string }[] {
  return accounts
    .filter(
      (account) =>
        !account.isLocked &&
        account.id !== file.intakeBy &&
        hasRole(account, 'handler') &&
        (file.adcode === null || reaches(account, file.adcode)),
    )
    .map(({ id, name }) => ({ id, name }));
}

/** Who read what: leaks must be traceable (2013 意见). */
export function noteOpening(
  deps: Pick<CaseDeps, 'audit' | 'now'>,
  member: StaffMember,
  caseNo: string,
  action: string,
  what: string | null = null,
): Promise<void> {
  return deps.audit.append({
    at: deps.now(),
    actor: member.id,
    action,
    subject: caseNo,
    from: null,
    to: what,
    reason: null,
  });
}
