import { runningClocks } from '../../src/domain/case-clock.ts';
import { CASE_READERS, type CaseView } from '../../src/domain/case-desk.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { hasRole, type StaffMember } from '../../src/domain/staff.ts';
import type { StaffAccountStore } from '../store/staff-contract.ts';
import { openCase, type CaseDeps } from './handle-case.ts';

export interface CasePageDeps extends CaseDeps {
  accounts: Pick<StaffAccountStore, 'listAccounts'>;
}

/** A case with its words, for somebody who may read them; the opening is a line of the log before anything is shown. */
export async function openCasePage(
  deps: CasePageDeps,
  member: StaffMember,
  id: string,
): Promise<Result<CaseView>> {
  if (!hasRole(member, ...CASE_READERS)) return failed('role-missing');
  const found = await openCase(deps, id, member, 'open');
  if (!found.ok) return found;
  const file = found.value;
  await noteOpening(deps, member, file.caseNo, 'case-opened');
  const accounts = await deps.accounts.listAccounts();
  return ok({
    file,
    clocks: runningClocks(file, deps.calendar),
    content: await deps.cases.readContent(file.id),
    nameOf: Object.fromEntries(accounts.map(({ id: account, name }) => [account, name])),
  });
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
