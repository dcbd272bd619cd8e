import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { AccountActor } from '../../src/domain/staff-account.ts';
import type { AccountsAnswer, StaffPages } from '../../src/domain/staff-pages.ts';
import { NOTHING_TYPED, readAccountsForm, type AccountsForm } from '../http/staff-accounts-form.ts';
import {
  addStaff,
  changeStaff,
  listStaff,
  resetStaff,
  setStaffLocked,
  type Invitation,
  type ManageStaffDeps,
} from '../use-cases/manage-staff.ts';

type Done = AccountsAnswer['result'];

/** The accounts page, whose forms work without script and whose answer shows an invitation once. */
export function accountsPage(deps: ManageStaffDeps): Pick<StaffPages, 'accounts' | 'changeAccounts'> {
  async function act(actor: AccountActor, { what, id, reason, typed }: AccountsForm): Promise<Done> {
    if (what === 'add') return shown(await addStaff(deps, actor, typed));
    if (what === 'reset') return shown(await resetStaff(deps, actor, id, reason));
    if (what !== 'change' && what !== 'lock' && what !== 'unlock') return failed('form-invalid');
    const changed =
      what === 'change'
        ? await changeStaff(deps, actor, id, { ...typed, reason })
        : await setStaffLocked(deps, actor, id, what === 'lock', reason);
    return changed.ok ? ok({ account: changed.value, invitation: null }) : changed;
  }
  return {
    accounts: (member) => listStaff(deps, { kind: 'member', member }),
    async changeAccounts(member, request) {
      const form = await readAccountsForm(request);
      if (!form.ok) return { result: form, typed: NOTHING_TYPED };
      return { result: await act({ kind: 'member', member }, form.value), typed: form.value.typed };
    },
  };
}

function shown(result: Result<Invitation>): Done {
  if (!result.ok) return result;
  const { account, setUp, link } = result.value;
  return ok({ account, invitation: { ...setUp, link } });
}
