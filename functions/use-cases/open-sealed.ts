import type { CaseFile } from '../../src/domain/case-file.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { SealedKind } from '../store/case-contract.ts';
import { openAsCustodian, refuse, type CustodyDeps } from './custodian-deps.ts';

/**
 * Ciphertext for the custodian's browser, which alone has the key. An identity only while somebody else asks for it,
 * a claim only while a reward is claimed, an original with a reason. Each is a line of the log before it is given.
 */
export async function openSealed(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
  sequence: number,
  reason: string,
): Promise<Result<Uint8Array>> {
  const found = await openAsCustodian(deps, member, id, 'open-sealed');
  if (!found.ok) return found;
  const file = found.value;
  const item = (await deps.custody.listItems(id)).find((one) => one.sequence === sequence);
  if (item === undefined) return failed('sealed-unknown');
  if (!isDue(file, item.kind, member))
    return refuse(deps, file, member, `open-${item.kind}`, 'identity-closed');
  const why = item.kind === 'identity' ? (file.access?.reason ?? '') : reason;
  if (item.kind === 'original' && why === '') return failed('reason-missing', 'reason');
  const bytes = await deps.custody.readItem(id, sequence);
  if (bytes === null) return failed('sealed-unknown');
  await deps.audit.append({
    at: deps.now(),
    actor: member.id,
    action: `${item.kind}-opened`,
    subject: file.caseNo,
    from: null,
    to: String(sequence),
    reason: why === '' ? null : why,
  });
  return ok(bytes);
}

function isDue(file: CaseFile, kind: SealedKind, member: StaffMember): boolean {
  if (kind === 'original') return true;
  if (kind === 'claim') return file.reward === 'claimed' || file.reward === 'paid';
  return file.access !== null && file.access.by !== member.id;
}
