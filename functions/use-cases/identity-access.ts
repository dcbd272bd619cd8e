import type { CaseFile } from '../../src/domain/case-file.ts';
import { mayOpenIdentity } from '../../src/domain/case-identity.ts';
import { MOST_GRANT_HOURS } from '../../src/domain/custodian-desk.ts';
import { addMs, HOUR_MS, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { hasRole, type StaffMember } from '../../src/domain/staff.ts';
import { refuse, type CustodyDeps } from './custodian-deps.ts';
import { handleCase, openCase } from './handle-case.ts';

/**
 * How a name reaches the one who asked for it, and nobody else: the asker's browser makes a key for this request, the
 * custodian's browser opens the identity and seals it again to that key, and the server carries ciphertext from one
 * to the other for as long as the grant lasts.
 */
export async function askForIdentity(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
  { version, reason, recipient }: { version: number; reason: string; recipient: string },
): Promise<Result<CaseFile>> {
  if (!(await deps.isRecipient(recipient))) return failed('recipient-invalid', 'recipient');
  const asked = await handleCase(deps, id, version, { do: 'ask-identity', reason }, member);
  if (asked.ok) await deps.custody.saveRequest(id, { askedBy: member.id, recipient }, deps.now());
  return asked;
}

export async function grantIdentity(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
  { version, hours, sealed }: { version: number; hours: number; sealed: Uint8Array },
): Promise<Result<CaseFile>> {
  if (!Number.isSafeInteger(hours) || hours < 1 || hours > MOST_GRANT_HOURS)
    return failed('field-invalid', 'hours', `1 到 ${MOST_GRANT_HOURS} 小时`);
  const found = await openCase(deps, id, member, 'grant-identity');
  if (!found.ok) return found;
  const { identity, version: stored, access } = found.value;
  const isWaiting = identity === 'access-requested' && stored === version;
  // Who may not grant is refused below, and writes nothing before.
  if (isWaiting && hasRole(member, 'custodian') && access?.by !== member.id) {
    const request = await deps.custody.findRequest(id);
    if (request?.askedBy !== access?.by) return failed('asker-key-missing');
    // Sealed first: until the grant stands nobody is given it, and a grant without it would open nothing.
    if (!(await deps.custody.sealForAsker(id, sealed))) return failed('sealed-unknown');
  }
  const until = addMs(deps.now(), hours * HOUR_MS);
  return handleCase(deps, id, version, { do: 'grant-identity', until }, member);
}

export async function refuseIdentity(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
  { version, reason }: { version: number; reason: string },
): Promise<Result<CaseFile>> {
  const found = await openCase(deps, id, member, 'refuse-identity');
  if (!found.ok) return found;
  // The move from granted to sealed is an ending, and is told as one.
  if (found.value.identity !== 'access-requested') return failed('case-move-refused');
  const notes = [{ audience: 'office' as const, kind: 'identity-refused', text: reason }];
  const refused = await handleCase(deps, id, version, { do: 'refuse-identity' }, member, notes);
  if (refused.ok) await deps.custody.dropRequest(id);
  return refused;
}

/** Before its time; at its time the clock of cases ends it. */
export async function endIdentity(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
  version: number,
): Promise<Result<CaseFile>> {
  const found = await openCase(deps, id, member, 'end-identity');
  if (!found.ok) return found;
  if (found.value.identity !== 'access-granted') return failed('case-move-refused');
  const ended = await handleCase(deps, id, version, { do: 'end-identity' }, member);
  if (ended.ok) await deps.custody.dropRequest(id);
  return ended;
}

/** The ciphertext for the browser that asked. Each reading, and each that is refused, is a line of the log. */
export async function readIdentity(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
): Promise<Result<{ sealed: Uint8Array; until: Instant }>> {
  const found = await openCase(deps, id, member, 'read-identity');
  if (!found.ok) return found;
  const file = found.value;
  const until = file.access?.until ?? null;
  if (!mayOpenIdentity(file, member.id, deps.now()) || until === null)
    return refuse(deps, file, member, 'read-identity', 'identity-closed');
  const sealed = await deps.custody.readForAsker(id);
  if (sealed === null) return failed('identity-closed');
  await deps.audit.append({
    at: deps.now(),
    actor: member.id,
    action: 'identity-read',
    subject: file.caseNo,
    from: null,
    to: null,
    reason: file.access?.reason ?? null,
  });
  return ok({ sealed, until });
}
