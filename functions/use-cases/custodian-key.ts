import { createHash } from 'node:crypto';
import type { CustodianKeyState } from '../../src/domain/custodian-key.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { CustodyDeps } from './custodian-deps.ts';

/** The same in every browser and on every server: nobody can register a key under another's name. */
export function keyIdOf(recipient: string): string {
  return `key-${createHash('sha256').update(recipient).digest('hex').slice(0, 16)}`;
}

export async function listKeys(deps: CustodyDeps): Promise<readonly CustodianKeyState[]> {
  const items = await deps.custody.countByKey();
  const keys = await deps.cases.listCustodianKeys();
  return Promise.all(
    keys.toReversed().map(async ({ createdBy, ...key }) => ({
      ...key,
      createdByName: await deps.nameOf(createdBy),
      items: items.get(key.id) ?? 0,
    })),
  );
}

/**
 * From now on reporters' browsers seal to this key; the one before it is retired in the same transaction. `reason`
 * stands in the log: first key, rotation, lost, handed over.
 */
export async function registerKey(
  deps: CustodyDeps,
  member: StaffMember,
  recipient: string,
  reason: string,
): Promise<Result<{ id: string }>> {
  if (!(await deps.isRecipient(recipient))) return failed('recipient-invalid', 'recipient');
  const id = keyIdOf(recipient);
  const current = (await deps.cases.listCustodianKeys()).findLast(({ retiredAt }) => retiredAt === null);
  const audit = {
    at: deps.now(),
    actor: member.id,
    action: 'custodian-key-added',
    subject: id,
    from: current?.id ?? null,
    to: id,
    reason,
  };
  const isAdded = await deps.custody.addKey({ id, recipient, createdBy: member.id }, audit);
  return isAdded ? ok({ id }) : failed('recipient-invalid', 'recipient');
}

/** Nothing new is sealed to it. When it was the last, the form takes only anonymous reports until there is another. */
export async function retireKey(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
  reason: string,
): Promise<Result<null>> {
  const isRetired = await deps.custody.retireKey(id, {
    at: deps.now(),
    actor: member.id,
    action: 'custodian-key-retired',
    subject: id,
    from: null,
    to: null,
    reason,
  });
  return isRetired ? ok(null) : failed('custodian-key-unknown');
}
