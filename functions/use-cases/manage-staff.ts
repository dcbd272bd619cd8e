import { addMs, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { Adcode } from '../../src/domain/region.ts';
import {
  actorId,
  grantProblem,
  grantText,
  readEmail,
  readGrant,
  readName,
  touchProblem,
  type AccountActor,
  type AccountForm,
  type StaffAccount,
} from '../../src/domain/staff-account.ts';
import { SET_UP_MS } from '../../src/domain/staff-session.ts';
import type { AuditEntry } from '../store/audit-contract.ts';
import type { SetUp, StaffAccountStore } from '../store/staff-contract.ts';

export interface ManageStaffDeps {
  accounts: StaffAccountStore;
  isKnownRegion(adcode: Adcode): boolean;
  now(): Instant;
  newId(): string;
  /** 128 random bits, as one can read them to somebody. */
  newSetUpCode(): string;
  /** Where the portal is seen from outside, without a path. */
  publicUrl: string;
}

/** What is shown once to whoever added or reset the account, to be passed on by hand. */
export interface Invitation {
  account: StaffAccount;
  setUp: SetUp;
  /** The page where the code is used. */
  link: string;
}

/** Accounts that this actor may see: all, or those inside their own regions. */
export async function listStaff(
  deps: ManageStaffDeps,
  actor: AccountActor,
): Promise<readonly StaffAccount[]> {
  const all = await deps.accounts.listAccounts();
  if (actor.kind === 'operator') return all;
  return all.filter((account) => account.id === actor.member.id || touchProblem(actor, account) === null);
}

export async function addStaff(
  deps: ManageStaffDeps,
  actor: AccountActor,
  form: AccountForm,
): Promise<Result<Invitation>> {
  const name = readName(form.name);
  if (name === null) return failed('field-invalid', 'name');
  const email = readEmail(form.email);
  if (email === null) return failed('field-invalid', 'email');
  const grant = readGrant(form, deps.isKnownRegion);
  if (!grant.ok) return grant;
  const refused = grantProblem(actor, grant.value);
  if (refused !== null) return refused;
  const account: StaffAccount = {
    id: deps.newId(),
    name,
    email,
    ...grant.value,
    isLocked: false,
    state: 'invited',
  };
  const setUp = newSetUp(deps);
  const audit = line(deps, actor, 'staff-added', account.id, { to: `${name} ${grantText(account)}` });
  const isNew = await deps.accounts.addAccount(account, setUp, audit);
  return isNew ? ok({ account, setUp, link: linkOf(deps, setUp) }) : failed('email-taken', 'email');
}

/** New roles and regions; the account's sessions end, so that no page goes on with the old ones. */
export function changeStaff(
  deps: ManageStaffDeps,
  actor: AccountActor,
  id: string,
  form: Pick<AccountForm, 'roles' | 'adcodes'> & { reason: string | null },
): Promise<Result<StaffAccount>> {
  return touching(deps, actor, id, async (account) => {
    const grant = readGrant(form, deps.isKnownRegion);
    if (!grant.ok) return grant;
    const refused = grantProblem(actor, grant.value);
    if (refused !== null) return refused;
    const change = { from: grantText(account), to: grantText(grant.value), reason: form.reason };
    const audit = line(deps, actor, 'staff-role-changed', id, change);
    await deps.accounts.changeGrant(id, grant.value.roles, grant.value.adcodes, audit);
    return ok({ ...account, ...grant.value });
  });
}

/** Locks at once: the next request of the account is nobody's. Unlocking gives nothing else back. */
export function setStaffLocked(
  deps: ManageStaffDeps,
  actor: AccountActor,
  id: string,
  isLocked: boolean,
  reason: string | null,
): Promise<Result<StaffAccount>> {
  return touching(deps, actor, id, async (account) => {
    if (account.isLocked === isLocked) return ok(account);
    const audit = line(deps, actor, isLocked ? 'staff-locked' : 'staff-unlocked', id, { reason });
    await deps.accounts.setLocked(id, isLocked, audit);
    return ok({ ...account, isLocked });
  });
}

/** For a lost phone or a forgotten password: everything to sign in with is gone, and an invitation is made anew. */
export function resetStaff(
  deps: ManageStaffDeps,
  actor: AccountActor,
  id: string,
  reason: string | null,
): Promise<Result<Invitation>> {
  return touching(deps, actor, id, async (account) => {
    if (account.isLocked) return failed('account-locked');
    const setUp = newSetUp(deps);
    await deps.accounts.resetAccount(id, setUp, line(deps, actor, 'staff-reset', id, { reason }));
    return ok({ account: { ...account, state: 'invited' as const }, setUp, link: linkOf(deps, setUp) });
  });
}

/** Finds the account and asks whether the actor may touch it, before anything is done. */
async function touching<T>(
  deps: ManageStaffDeps,
  actor: AccountActor,
  id: string,
  work: (account: StaffAccount) => Promise<Result<T>>,
): Promise<Result<T>> {
  const account = await deps.accounts.findAccount(id);
  if (account === null) return failed('account-unknown');
  return touchProblem(actor, account) ?? work(account);
}

function linkOf({ publicUrl }: ManageStaffDeps, { code }: SetUp): string {
  return `${publicUrl}/staff/sign-in/set-up/?code=${code}`;
}

function newSetUp(deps: ManageStaffDeps): SetUp {
  return { code: deps.newSetUpCode(), expiresAt: addMs(deps.now(), SET_UP_MS) };
}

function line(
  deps: ManageStaffDeps,
  actor: AccountActor,
  action: string,
  subject: string,
  what: { from?: string | null; to?: string | null; reason?: string | null },
): AuditEntry {
  const { from = null, to = null, reason = null } = what;
  return { at: deps.now(), actor: actorId(actor), action, subject, from, to, reason };
}
