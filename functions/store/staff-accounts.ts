import { createHash } from 'node:crypto';
import type { StaffAccount } from '../../src/domain/staff-account.ts';
import type { StaffRole } from '../../src/domain/staff.ts';
import type { AuditEntry } from './audit-contract.ts';
import { appendAudit } from './audit-log.ts';
import type { Database } from './database.ts';
import { asc, eq, sql, type SQL } from './drizzle.ts';
import type { SetUp, StaffAccountStore } from './staff-contract.ts';
import {
  staffAccount,
  staffCredential,
  staffPasskey,
  staffSession,
  staffSetUp,
  staffTwoFactor,
} from './staff-schema.ts';

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** The code as it is typed from a slip of paper: no matter how it is spaced. */
export function setUpHash(code: string): string {
  return createHash('sha256').update(code.replace(/[\s-]/g, '').toUpperCase()).digest('hex');
}

/** Everything with which the account could sign in, and where it is signed in. */
export async function dropSignIn(tx: Transaction, accountId: string): Promise<void> {
  await tx.delete(staffSession).where(eq(staffSession.userId, accountId));
  await tx.delete(staffTwoFactor).where(eq(staffTwoFactor.userId, accountId));
  await tx.delete(staffPasskey).where(eq(staffPasskey.userId, accountId));
  await tx.delete(staffCredential).where(eq(staffCredential.userId, accountId));
  await tx.update(staffAccount).set({ twoFactorEnabled: false }).where(eq(staffAccount.id, accountId));
}

export function createStaffAccounts(database: Database): StaffAccountStore {
  const select = (where: SQL | undefined) =>
    database
      .select({
        id: staffAccount.id,
        name: staffAccount.name,
        email: staffAccount.email,
        roles: staffAccount.roles,
        adcodes: staffAccount.adcodes,
        isLocked: staffAccount.isLocked,
        // Names written out: in a query of one table Drizzle writes columns bare, and within these `id` is another.
        hasPassword: sql<boolean>`exists (select 1 from staff_credential c where c.account_id = staff_account.id)`,
        hasFactor: sql<boolean>`${staffAccount.twoFactorEnabled}
          or exists (select 1 from staff_passkey p where p.account_id = staff_account.id)`,
      })
      .from(staffAccount)
      .where(where)
      .orderBy(asc(staffAccount.name), asc(staffAccount.id));
  const one = async (where: SQL): Promise<StaffAccount | null> => {
    const [row] = await select(where);
    return row === undefined ? null : accountOf(row);
  };
  const invite = async (tx: Transaction, accountId: string, { code, expiresAt }: SetUp): Promise<void> => {
    const values = { codeHash: setUpHash(code), expiresAt: new Date(expiresAt) };
    await tx
      .insert(staffSetUp)
      .values({ accountId, ...values })
      .onConflictDoUpdate({ target: staffSetUp.accountId, set: values });
  };
  const change = (audit: AuditEntry, work: (tx: Transaction) => Promise<unknown>): Promise<void> =>
    database.transaction(async (tx) => {
      await work(tx);
      await appendAudit(tx, audit);
    });

  return {
    listAccounts: async () => (await select(undefined)).map(accountOf),
    findAccount: (id) => one(eq(staffAccount.id, id)),
    findAccountByEmail: (email) => one(eq(staffAccount.email, email)),

    addAccount: ({ id, name, email, roles, adcodes }, setUp, audit) =>
      database.transaction(async (tx) => {
        const added = await tx
          .insert(staffAccount)
          .values({ id, name, email, roles: [...roles], adcodes: [...adcodes] })
          .onConflictDoNothing({ target: staffAccount.email })
          .returning({ id: staffAccount.id });
        if (added.length === 0) return false;
        await invite(tx, id, setUp);
        await appendAudit(tx, audit);
        return true;
      }),

    changeGrant: (id, roles, adcodes, audit) =>
      change(audit, async (tx) => {
        await tx
          .update(staffAccount)
          .set({ roles: [...roles], adcodes: [...adcodes], updatedAt: new Date(audit.at) })
          .where(eq(staffAccount.id, id));
        await tx.delete(staffSession).where(eq(staffSession.userId, id));
      }),

    setLocked: (id, isLocked, audit) =>
      change(audit, async (tx) => {
        await tx
          .update(staffAccount)
          .set({ isLocked, updatedAt: new Date(audit.at) })
          .where(eq(staffAccount.id, id));
        await tx.delete(staffSession).where(eq(staffSession.userId, id));
        if (isLocked) await tx.delete(staffSetUp).where(eq(staffSetUp.accountId, id));
      }),

    resetAccount: (id, setUp, audit) =>
      change(audit, async (tx) => {
        await dropSignIn(tx, id);
        await invite(tx, id, setUp);
      }),
  };
}

function accountOf({
  hasPassword,
  hasFactor,
  roles,
  ...row
}: Omit<StaffAccount, 'state' | 'roles'> & {
  hasPassword: boolean;
  hasFactor: boolean;
  roles: string[];
}): StaffAccount {
  const state = !hasPassword ? 'invited' : hasFactor ? 'ready' : 'incomplete';
  return { ...row, roles: roles as StaffRole[], state };
}
