import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { AccountForm } from '../../src/domain/staff-account.ts';
import type { AccountsAnswer, StaffPages } from '../../src/domain/staff-pages.ts';
import { readForm } from '../http/read-form.ts';
import {
  addStaff,
  changeStaff,
  listStaff,
  resetStaff,
  setStaffLocked,
  type Invitation,
  type ManageStaffDeps,
} from '../use-cases/manage-staff.ts';

const MAX_BYTES = 16 * 1024;
const NOTHING: AccountForm = { name: '', email: '', roles: [], adcodes: [] };
type Done = AccountsAnswer['result'];

/** The accounts page, whose forms work without script and whose answer shows an invitation once. */
export function accountsPage(deps: ManageStaffDeps): Pick<StaffPages, 'accounts' | 'changeAccounts'> {
  const shown = (result: Result<Invitation>): Done =>
    result.ok
      ? ok({
          account: result.value.account,
          invitation: { ...result.value.setUp, link: result.value.link },
        })
      : result;
  return {
    accounts: (member) => listStaff(deps, { kind: 'member', member }),
    async changeAccounts(member, request) {
      const form = await readForm(request, MAX_BYTES);
      if (!form.ok) return { result: form, typed: NOTHING };
      const field = (name: string): string => form.value.get(name) ?? '';
      const typed: AccountForm = {
        name: field('name'),
        email: field('email'),
        roles: form.value.getAll('roles'),
        adcodes: field('adcodes')
          .split(/[\s,，、]+/)
          .filter((code) => code !== ''),
      };
      const actor = { kind: 'member', member } as const;
      const reason = [...field('reason').trim()].slice(0, 200).join('') || null;
      const id = field('id');
      const act = async (): Promise<Done> => {
        const what = field('do');
        if (what === 'add') return shown(await addStaff(deps, actor, typed));
        if (what === 'reset') return shown(await resetStaff(deps, actor, id, reason));
        if (what !== 'change' && what !== 'lock' && what !== 'unlock') return failed('form-invalid');
        const changed =
          what === 'change'
            ? await changeStaff(deps, actor, id, { ...typed, reason })
            : await setStaffLocked(deps, actor, id, what === 'lock', reason);
        return changed.ok ? ok({ account: changed.value, invitation: null }) : changed;
      };
      return { result: await act(), typed };
    },
  };
}
