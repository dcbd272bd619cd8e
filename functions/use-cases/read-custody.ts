import type { CaseFile } from '../../src/domain/case-file.ts';
import type { CustodyTask, CustodyView } from '../../src/domain/custodian-desk.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { hasRole, reaches, type StaffMember } from '../../src/domain/staff.ts';
import type { CustodyDeps } from './custodian-deps.ts';
import { openCase } from './handle-case.ts';

/** A case as the custodian or a handler sees it; the handler sees nothing of what is sealed. */
export async function readCustody(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
): Promise<Result<CustodyView>> {
  if (!hasRole(member, 'custodian', 'handler')) return failed('role-missing');
  const found = await openCase(deps, id, member, 'read-custody');
  if (!found.ok) return found;
  const file = found.value;
  const isCustodian = hasRole(member, 'custodian');
  const check = isCustodian ? await deps.custody.findCheck(id) : null;
  return ok({
    id,
    caseNo: file.caseNo,
    version: file.version,
    identity: file.identity,
    reward: file.reward,
    fen: file.assessment?.fen ?? null,
    access: await accessOf(deps, file, member),
    items: isCustodian ? await deps.custody.listItems(id) : [],
    isTagged: isCustodian && (await deps.custody.findTag(id)) !== null,
    check:
      check === null
        ? null
        : { ground: check.ground, byName: await deps.nameOf(check.decidedBy), at: check.at },
  });
}

async function accessOf(
  deps: CustodyDeps,
  { id, access }: CaseFile,
  member: StaffMember,
): Promise<CustodyView['access']> {
  if (access === null) return null;
  const request = await deps.custody.findRequest(id);
  return {
    byName: await deps.nameOf(access.by),
    isOwn: access.by === member.id,
    reason: access.reason,
    until: access.until,
    recipient: request?.askedBy === access.by ? request.recipient : null,
  };
}

/** What waits for this custodian, the most pressing case first. */
export async function listTasks(deps: CustodyDeps, member: StaffMember): Promise<readonly CustodyTask[]> {
  const tasks: CustodyTask[] = [];
  for (const id of await deps.custody.listWaiting()) {
    const file = await deps.cases.findCase(id);
    if (file === null || (file.adcode !== null && !reaches(member, file.adcode))) continue;
    const { access, caseNo } = file;
    if (access !== null)
      tasks.push({
        id,
        caseNo,
        what: access.until === null ? 'asked' : 'granted',
        byName: await deps.nameOf(access.by),
        reason: access.reason,
        until: access.until,
      });
    if (file.reward === 'claimed' && (await deps.custody.findCheck(id)) === null)
      tasks.push({ id, caseNo, what: 'claimed', byName: null, reason: null, until: null });
  }
  return tasks;
}
