import { CASE_READERS } from '../../src/domain/case-desk.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { hasRole, type StaffMember } from '../../src/domain/staff.ts';
import { openCase } from './handle-case.ts';
import { noteOpening, type CasePageDeps } from './open-case-page.ts';

/** Opened for this one request and kept nowhere; each look is a line of the log. */
export async function openCasePhoto(
  deps: CasePageDeps,
  member: StaffMember,
  id: string,
  kind: 'reporter' | 'office',
  number: number,
): Promise<Result<Uint8Array>> {
  if (!hasRole(member, ...CASE_READERS)) return failed('role-missing');
  const found = await openCase(deps, id, member, 'photo');
  if (!found.ok) return found;
  const bytes =
    kind === 'reporter'
      ? await deps.cases.readPhoto(found.value.id, number)
      : await deps.desk.readOfficePhoto(found.value.id, number);
  if (bytes === null) return failed('not-found');
  await noteOpening(deps, member, found.value.caseNo, 'case-photo-opened', `${kind} ${number}`);
  return ok(bytes);
}
