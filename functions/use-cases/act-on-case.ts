import { CASE_ACTS, type CaseAct } from '../../src/domain/case-acts.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { CleanPhoto, PhotoCleaner } from '../../src/domain/tip-off.ts';
import { caseStep, type CaseFields, type CaseStep } from './case-step.ts';
import { handleCase, openCase, type CaseDeps } from './handle-case.ts';
import { linkCase } from './link-case.ts';
import { verifiersFor, type CasePageDeps } from './open-case-page.ts';

export interface CaseActDeps extends CasePageDeps {
  cleanPhoto: PhotoCleaner;
}

export interface CaseActForm {
  fields: CaseFields;
  photos: readonly Uint8Array[];
}

/** One form of a case's page, done or refused. The rules decide; here is read what was filled in. */
export async function actOnCase(
  deps: CaseActDeps,
  member: StaffMember,
  id: string,
  { fields, photos }: CaseActForm,
): Promise<Result<{ did: CaseAct }>> {
  const act = CASE_ACTS.find((known) => known === fields['do']?.[0]);
  const version = /^[1-9]\d{0,8}$/.exec(fields['version']?.[0] ?? '')?.[0];
  // The copy that leaves the house has a page and checks of its own.
  if (act === undefined || act === 'transfer' || version === undefined) return failed('form-invalid');
  const done =
    act === 'link'
      ? await linkCase(deps, member, id, Number(version), fields['original']?.[0] ?? '')
      : await take(deps, member, id, Number(version), act, fields, photos);
  return done.ok ? ok({ did: act }) : done;
}

async function take(
  deps: CaseActDeps,
  member: StaffMember,
  id: string,
  version: number,
  act: Exclude<CaseAct, 'link' | 'transfer'>,
  fields: CaseFields,
  photos: readonly Uint8Array[],
): Promise<Result<unknown>> {
  const found = await openCase(deps, id, member, act);
  if (!found.ok) return found;
  // Before what was typed is judged: against a newer case it may make no sense.
  if (found.value.version !== version) return failed('case-changed', 'version', String(found.value.version));
  const step = caseStep(act, fields, found.value, deps.now());
  if (!step.ok) return step;
  const missing = await missingParts(deps, step.value, found.value, photos.length);
  if (missing !== null) return missing;
  const clean: CleanPhoto[] = [];
  for (const bytes of photos) {
    const photo = await deps.cleanPhoto(bytes);
    if (!photo.ok) return photo;
    clean.push(photo.value);
  }
  return handleCase(deps, id, version, step.value.command, member, step.value.notes, clean);
}

/** What the rules cannot know: that the verifiers are people who may verify here, and that 整改到位 is shown. */
async function missingParts(
  deps: CasePageDeps,
  { command }: CaseStep,
  file: Parameters<typeof verifiersFor>[1],
  photoCount: number,
): Promise<Extract<Result<never>, { ok: false }> | null> {
  if (command.do === 'recheck' && command.isPut && photoCount === 0)
    return failed('photo-empty', 'photos', '写整改到位，要附复查时拍的照片。');
  if (command.do !== 'recheck' && photoCount > 0) return failed('form-invalid', 'photos');
  if (command.do !== 'find') return null;
  const known = verifiersFor(await deps.accounts.listAccounts(), file).map(({ id }) => id);
  const isKnown = command.verifiers.every((id) => known.includes(id));
  return isKnown && new Set(command.verifiers).size >= 2
    ? null
    : failed('second-person-needed', 'verifiers', '请选两名核查员，受理这件举报的人不能算。');
}

export type { CaseDeps };
