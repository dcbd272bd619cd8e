import type { CaseAnswer, CaseDesk, TypedCaseForm } from '../../src/domain/case-desk.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { readCaseForm } from '../http/case-form.ts';
import { actOnCase, type CaseActDeps } from '../use-cases/act-on-case.ts';
import { compareCases } from '../use-cases/compare-cases.ts';
import { countCases, listCases } from '../use-cases/list-cases.ts';
import { openCasePage } from '../use-cases/open-case-page.ts';
import { sentCopyOf, transferCase, type TransferDeps } from '../use-cases/redacted-copy.ts';

export type CasePagesDeps = CaseActDeps & TransferDeps;

/** Given back to a refused form; nobody typed these. */
const NOT_TYPED = ['do', 'version'];

/** The pages of cases, whose forms work without script and keep what was typed when they are refused. */
export function casePages(deps: CasePagesDeps): CaseDesk {
  async function act(member: StaffMember, id: string, request: Request): Promise<CaseAnswer> {
    const form = await readCaseForm(request);
    if (!form.ok) return { result: form, typed: {} };
    const typed: TypedCaseForm = Object.fromEntries(
      Object.entries(form.value.fields).filter(([name]) => !NOT_TYPED.includes(name)),
    );
    const result = await actOnCase(deps, member, id, form.value);
    return { result, typed: { ...typed, act: form.value.fields['do'] ?? [] } };
  }
  return {
    categoryName: deps.categoryName,
    counts: (member) => countCases(deps, member),
    queue: (member, asked) => listCases(deps, member, asked),
    open: (member, id) => openCasePage(deps, member, id),
    act,
    duplicates: (member, id, beside) => compareCases(deps, member, id, beside),
    async transfer(member, id, request) {
      if (request === null) return transferCase(deps, member, id, null);
      const form = await readCaseForm(request);
      return form.ok ? transferCase(deps, member, id, form.value.fields) : form;
    },
    sentCopy: (member, id) => sentCopyOf(deps, member, id),
  };
}
