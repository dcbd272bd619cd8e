import type { CaseFile } from '../../src/domain/case-file.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { handleCase, openCase, type CaseDeps } from './handle-case.ts';

/**
 * Links a case to the one it repeats, or with an empty `originalId` takes the link away. Who reported first is decided
 * by the order of receipt at the server, so the later case is always the repeat; nobody outside the office sees it.
 */
export async function linkCase(
  deps: CaseDeps,
  member: StaffMember,
  id: string,
  version: number,
  originalId: string,
): Promise<Result<CaseFile>> {
  if (originalId === '') return handleCase(deps, id, version, { do: 'link', duplicateOf: null }, member);
  const later = await openCase(deps, id, member, 'link');
  if (!later.ok) return later;
  const named = await openCase(deps, originalId, member, 'link');
  if (!named.ok) return named;
  // A repeat of a repeat belongs to the first of all, so that one hazard has one original.
  const original =
    named.value.duplicateOf === null ? named : await openCase(deps, named.value.duplicateOf, member, 'link');
  if (!original.ok) return original;
  if (original.value.sequence >= later.value.sequence)
    return failed('case-move-refused', 'original', '后收到的关联到先收到的，反过来不行。');
  return handleCase(deps, id, version, { do: 'link', duplicateOf: original.value.id }, member);
}
