import type { CustodianPages } from './custodian-desk.ts';
import type { AccountForm, StaffAccount } from './staff-account.ts';
import type { Instant } from './instant.ts';
import type { OutletPages } from './outlet-pages.ts';
import type { Result } from './problem.ts';
import type { ResultPages } from './results.ts';
import type { Adcode } from './region.ts';
import type { StaffMember } from './staff.ts';

/** What an authenticator needs: as a link for the QR code, and as text to type. */
export interface Enrolment {
  uri: string;
  secret: string;
  email: string;
}

export interface OwnAccount {
  hasTotp: boolean;
  backupCodesLeft: number;
  passkeys: readonly { id: string; name: string | null; createdAt: Instant | null }[];
  /** Signed in recently enough to change how one signs in. */
  isFresh: boolean;
}

export interface AuditLine {
  sequence: number;
  at: Instant;
  actor: string;
  action: string;
  subject: string;
  from: string | null;
  to: string | null;
  reason: string | null;
}

/** One page of the log with the names of those in it. */
export interface AuditPage {
  lines: readonly AuditLine[];
  nameOf: Readonly<Record<string, string>>;
  /** Where the next page begins; null on the last. */
  before: number | null;
  /** The first line whose hash does not follow; null when the log is whole. */
  brokenAt: number | null;
}

/** What became of a form on the accounts page. */
export interface AccountsAnswer {
  result: Result<{
    account: StaffAccount;
    invitation: { link: string; code: string; expiresAt: Instant } | null;
  }>;
  typed: AccountForm;
}

/** What the pages under /staff/ may read and do. The host puts it into `Astro.locals.staffPages`. */
export interface StaffPages extends OutletPages, CustodianPages, ResultPages {
  now(): Instant;
  /** Of a session whose second factor is being set up; null for everybody else. */
  enrolment(request: Request): Promise<Enrolment | null>;
  /** The backup codes, in the minutes after they were made; null otherwise. */
  freshCodes(request: Request): Promise<readonly string[] | null>;
  /** Whose invitation this is. */
  invited(code: string): Promise<{ name: string; email: string } | null>;
  ownAccount(request: Request): Promise<OwnAccount | null>;
  regionName(adcode: Adcode): string;
  /** Accounts that the administrator may see. */
  accounts(member: StaffMember): Promise<readonly StaffAccount[]>;
  /** The forms of the accounts page: field `do` is add, change, lock, unlock or reset. */
  changeAccounts(member: StaffMember, request: Request): Promise<AccountsAnswer>;
  auditPage(before: number | null): Promise<AuditPage>;
}
