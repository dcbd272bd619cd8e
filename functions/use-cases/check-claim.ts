import { isClaimGround } from '../../src/domain/claim-check.ts';
import { beijingParts, fromBeijing, type Instant } from '../../src/domain/instant.ts';
import { isPersonTag, type PersonRecord } from '../../src/domain/person-tag.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { openAsCustodian, type CustodyDeps } from './custodian-deps.ts';

/**
 * Keeps whose claim this is, as a tag that names nobody, and tells what else the same person was promised: caps for
 * one person are counted over all their cases. The tag stands in no log.
 */
export async function tagPerson(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
  tag: string,
): Promise<Result<PersonRecord>> {
  const found = await openAsCustodian(deps, member, id, 'tag-person');
  if (!found.ok) return found;
  if (found.value.reward !== 'claimed') return failed('case-move-refused');
  if (!isPersonTag(tag)) return failed('field-invalid', 'tag');
  await deps.custody.saveTag(id, tag, {
    at: deps.now(),
    actor: member.id,
    action: 'person-tagged',
    subject: found.value.caseNo,
    from: null,
    to: null,
    reason: null,
  });
  const { year, month } = beijingParts(deps.now());
  const since = (first: number): Promise<number> =>
    deps.cases.sumForPerson(tag, fromBeijing(year, first, 1, 0) as Instant);
  return ok({
    claims: await deps.custody.listClaims(tag),
    monthFen: await since(month),
    yearFen: await since(1),
  });
}

/**
 * The decision whether the rules shut the claimant out. Nothing is paid before it; found to be shut out, the reward is
 * for the approver to deny. `words` are kept sealed with the tip's key, only the ground stands in the log.
 */
export async function decideClaim(
  deps: CustodyDeps,
  member: StaffMember,
  id: string,
  { ground, words }: { ground: string; words: string },
): Promise<Result<null>> {
  const found = await openAsCustodian(deps, member, id, 'check-claim');
  if (!found.ok) return found;
  if (!isClaimGround(ground)) return failed('field-invalid', 'ground');
  if (words === '') return failed('reason-missing', 'words');
  if (found.value.reward !== 'claimed') return failed('case-move-refused');
  if (ground === 'clear' && (await deps.custody.findTag(id)) === null) return failed('person-tag-missing');
  const at = deps.now();
  const isSaved = await deps.custody.saveCheck(id, { ground, decidedBy: member.id, at }, words, {
    at,
    actor: member.id,
    action: 'claim-checked',
    subject: found.value.caseNo,
    from: null,
    to: ground,
    reason: null,
  });
  return isSaved ? ok(null) : failed('case-move-refused');
}
