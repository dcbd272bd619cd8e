import type { Instant } from '../../src/domain/instant.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { StaffAccount } from '../../src/domain/staff-account.ts';
import type { StaffMember, StaffRole } from '../../src/domain/staff.ts';
import type { AuditEntry } from './audit-contract.ts';

/** The invitation to set a password: the code is shown once and kept nowhere but as a hash. */
export interface SetUp {
  code: string;
  expiresAt: Instant;
}

/**
 * Accounts. Each change and its audit line are one transaction, and each that takes something away ends the account's
 * sessions in it: nobody goes on with rights they no longer have.
 */
export interface StaffAccountStore {
  /** By name. */
  listAccounts(): Promise<readonly StaffAccount[]>;
  findAccount(id: string): Promise<StaffAccount | null>;
  findAccountByEmail(email: string): Promise<StaffAccount | null>;
  /** False when the address is taken. */
  addAccount(member: StaffMember, setUp: SetUp, audit: AuditEntry): Promise<boolean>;
  changeGrant(
    id: string,
    roles: readonly StaffRole[],
    adcodes: readonly Adcode[],
    audit: AuditEntry,
  ): Promise<void>;
  setLocked(id: string, isLocked: boolean, audit: AuditEntry): Promise<void>;
  /** Takes away password, second factors and sessions, and invites anew. */
  resetAccount(id: string, setUp: SetUp, audit: AuditEntry): Promise<void>;
}
