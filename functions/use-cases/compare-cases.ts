import type { DuplicatesView, NearCase } from '../../src/domain/case-desk.ts';
import type { CaseFile } from '../../src/domain/case-file.ts';
import { distanceBetween, isSameUnit } from '../../src/domain/case-near.ts';
import { ok, type Result } from '../../src/domain/problem.ts';
import { reaches, type StaffMember } from '../../src/domain/staff.ts';
import type { TipOffWords } from '../../src/domain/tip-off.ts';
import { openCasePage, type CasePageDeps } from './open-case-page.ts';

/** Reports of one thing mostly come within weeks; what is older was handled or is another one. */
const NEAR_DAYS = 45;
const MOST_NEAR = 20;

/**
 * A case and what may be the same: one category, one place, one time. Whether the unit is the same and the positions
 * near is found out by the machine; only what is opened side by side is read by a person, and that is logged.
 */
export async function compareCases(
  deps: CasePageDeps,
  member: StaffMember,
  id: string,
  beside: string | null,
): Promise<Result<DuplicatesView>> {
  const opened = await openCasePage(deps, member, id, 'case-compared');
  if (!opened.ok) return opened;
  const other = beside === null ? null : await openCasePage(deps, member, beside, 'case-compared');
  if (other?.ok === false) return other;
  const { file, content } = opened.value;
  const files = await deps.desk.listNear(file, NEAR_DAYS, MOST_NEAR);
  const mine = files.filter(({ adcode }) => adcode === null || reaches(member, adcode));
  const near = await Promise.all(mine.map((one) => likeness(deps, content?.words ?? null, one)));
  return ok({ case: opened.value, near: near.toSorted(byLikeness), other: other?.value ?? null });
}

async function likeness(deps: CasePageDeps, words: TipOffWords | null, file: CaseFile): Promise<NearCase> {
  const other = (await deps.cases.readContent(file.id))?.words ?? null;
  const isKnown = words !== null && other !== null;
  return {
    file,
    isSameRespondent: isKnown && isSameUnit(words.respondent, other.respondent),
    distanceM: isKnown ? distanceBetween(words.position, other.position) : null,
  };
}

function byLikeness(a: NearCase, b: NearCase): number {
  if (a.isSameRespondent !== b.isSameRespondent) return a.isSameRespondent ? -1 : 1;
  return (a.distanceM ?? Infinity) - (b.distanceM ?? Infinity) || a.file.sequence - b.file.sequence || 0;
}
