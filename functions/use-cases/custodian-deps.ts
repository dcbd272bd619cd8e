import type { CaseFile } from '../../src/domain/case-file.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import type { ProblemWord } from '../../src/domain/problem.ts';
import { hasRole, type StaffMember } from '../../src/domain/staff.ts';
import type { CustodianStore } from '../store/custodian-contract.ts';
import { openCase, type CaseDeps } from './handle-case.ts';

export interface CustodyDeps extends CaseDeps {
  custody: CustodianStore;
  /** Of a colleague, for people to read; an account that is gone keeps its id. */
  nameOf(staffId: string): Promise<string>;
  /** Whether the age library takes it: more than its letters. */
  isRecipient(text: string): Promise<boolean>;
}

/** A refusal and its line of the log: who reached for a name that was not open to them (2013 意见). */
export async function refuse(
  deps: CustodyDeps,
  file: CaseFile,
  member: StaffMember,
  what: string,
  word: ProblemWord,
): Promise<{ ok: false; problem: { word: ProblemWord } }> {
  await deps.audit.append({
    at: deps.now(),
    actor: member.id,
    action: 'case-refused',
    subject: file.caseNo,
    from: null,
    to: what,
    reason: word,
  });
  return { ok: false, problem: failed(word).problem };
}

/** A case for its custodian. Whoever is none is refused, and the asking is noted. */
export async function openAsCustodian(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
  what: string,
): Promise<Result<CaseFile>> {
  const found = await openCase(deps, id, member, what);
  if (!found.ok) return found;
  return hasRole(member, 'custodian') ? found : refuse(deps, found.value, member, what, 'role-missing');
}
