import { ok, type Result } from '../../src/domain/problem.ts';
import type { AccountForm } from '../../src/domain/staff-account.ts';
import { readForm } from './read-form.ts';

const MAX_BYTES = 16 * 1024;
const MAX_REASON = 200;

/** One form of the accounts page. */
export interface AccountsForm {
  /** add, change, lock, unlock, reset; anything else is nobody's form. */
  what: string;
  id: string;
  reason: string | null;
  typed: AccountForm;
}

export const NOTHING_TYPED: AccountForm = { name: '', email: '', roles: [], adcodes: [] };

export async function readAccountsForm(request: Request): Promise<Result<AccountsForm>> {
  const form = await readForm(request, MAX_BYTES);
  if (!form.ok) return form;
  const field = (name: string): string => form.value.get(name) ?? '';
  const reason = [...field('reason').trim()].slice(0, MAX_REASON).join('');
  return ok({
    what: field('do'),
    id: field('id'),
    reason: reason === '' ? null : reason,
    typed: {
      name: field('name'),
      email: field('email'),
      roles: form.value.getAll('roles'),
      adcodes: field('adcodes')
        .split(/[\s,，、]+/)
        .filter((code) => code !== ''),
    },
  });
}
