import { addMs, type Instant } from '../../src/domain/instant.ts';
import { CODES_SHOWN_MS } from '../../src/domain/staff-session.ts';
import { appendAudit } from './audit-log.ts';
import type { AuditEntry } from './audit-contract.ts';
import type { Database } from './database.ts';
import { and, eq, gt, lt, sql } from './drizzle.ts';
import { dropSignIn, setUpHash } from './staff-accounts.ts';
import {
  staffAccount,
  staffAttempt,
  staffCredential,
  staffPasskey,
  staffSetUp,
  staffTwoFactor,
  staffVerification,
} from './staff-schema.ts';

export interface Person {
  id: string;
  name: string;
  email: string;
}

/** With what an account proves itself beside the password. */
export interface Factors {
  /** Encrypted; null when there is none, or it was never confirmed by a code. */
  totp: { secret: string; isVerified: boolean; codesShownUntil: Date | null } | null;
  passkeys: readonly { id: string; name: string | null; createdAt: Date | null }[];
}

/** The first failures cost nothing; then each doubles the wait, up to a quarter of an hour. */
const FREE_FAILURES = 4;
const MAX_WAIT_S = 900;
const FORGET_MS = 24 * 3_600_000;

/** What signing in reads and writes beside the library: invitations, failures in a row, factors. */
export function createStaffSignIn(database: Database) {
  return {
    /** Counts one try before it is made, so that tries side by side count too. The seconds to wait, or null: go on. */
    async beginAttempt(bucket: string, now: Instant): Promise<number | null> {
      const at = new Date(now);
      await database.delete(staffAttempt).where(lt(staffAttempt.retryAt, new Date(addMs(now, -FORGET_MS))));
      const next = sql`${staffAttempt.failures} + 1`;
      const wait = sql`least(${MAX_WAIT_S}, power(2, least(20, ${staffAttempt.failures} + 1 - ${FREE_FAILURES})))`;
      const [counted] = await database
        .insert(staffAttempt)
        .values({ bucket, failures: 1, retryAt: at })
        .onConflictDoUpdate({
          target: staffAttempt.bucket,
          set: {
            failures: next,
            retryAt: sql`case when ${staffAttempt.failures} < ${FREE_FAILURES} then ${at}::timestamptz
              else ${at}::timestamptz + ${wait} * interval '1 second' end`,
          },
          setWhere: sql`${staffAttempt.retryAt} <= ${at}::timestamptz`,
        })
        .returning({ bucket: staffAttempt.bucket });
      if (counted !== undefined) return null;
      const [waiting] = await database.select().from(staffAttempt).where(eq(staffAttempt.bucket, bucket));
      return waiting === undefined
        ? 1
        : Math.max(1, Math.ceil((waiting.retryAt.getTime() - at.getTime()) / 1000));
    },
    async forgetAttempts(bucket: string): Promise<void> {
      await database.delete(staffAttempt).where(eq(staffAttempt.bucket, bucket));
    },

    /** Whose invitation this code is; null when it is nobody's, used up, too old, or its account is locked. */
    async findInvited(code: string, now: Instant): Promise<Person | null> {
      const [row] = await database
        .select({ id: staffAccount.id, name: staffAccount.name, email: staffAccount.email })
        .from(staffSetUp)
        .innerJoin(staffAccount, eq(staffAccount.id, staffSetUp.accountId))
        .where(
          and(
            eq(staffSetUp.codeHash, setUpHash(code)),
            gt(staffSetUp.expiresAt, new Date(now)),
            eq(staffAccount.isLocked, false),
          ),
        );
      return row ?? null;
    },
    /** Takes the invitation and sets the password, once. False when another was first. */
    acceptInvitation: (code: string, passwordHash: string, id: string, audit: AuditEntry): Promise<boolean> =>
      database.transaction(async (tx) => {
        const [taken] = await tx
          .delete(staffSetUp)
          .where(and(eq(staffSetUp.codeHash, setUpHash(code)), gt(staffSetUp.expiresAt, new Date(audit.at))))
          .returning({ accountId: staffSetUp.accountId });
        if (taken === undefined) return false;
        const userId = taken.accountId;
        await dropSignIn(tx, userId);
        await tx
          .insert(staffCredential)
          .values({ id, userId, accountId: userId, providerId: 'credential', password: passwordHash });
        await appendAudit(tx, audit);
        return true;
      }),

    async findPerson(email: string): Promise<Person | null> {
      const [row] = await database
        .select({ id: staffAccount.id, name: staffAccount.name, email: staffAccount.email })
        .from(staffAccount)
        .where(eq(staffAccount.email, email));
      return row ?? null;
    },
    /** Whose second factor a challenge waits for. */
    async findChallenged(identifier: string): Promise<string | null> {
      const [row] = await database
        .select({ value: staffVerification.value })
        .from(staffVerification)
        .where(eq(staffVerification.identifier, identifier));
      return row?.value ?? null;
    },
    async factorsOf(accountId: string): Promise<Factors> {
      const [[totp], passkeys] = await Promise.all([
        database.select().from(staffTwoFactor).where(eq(staffTwoFactor.userId, accountId)),
        database.select().from(staffPasskey).where(eq(staffPasskey.userId, accountId)),
      ]);
      return {
        totp: totp === undefined ? null : { ...totp, isVerified: totp.verified !== false },
        passkeys: passkeys.map(({ id, name, createdAt }) => ({ id, name, createdAt })),
      };
    },
    /** Lets the backup codes be seen for some minutes, or, with null, no longer. */
    async showCodes(accountId: string, now: Instant | null): Promise<void> {
      const codesShownUntil = now === null ? null : new Date(addMs(now, CODES_SHOWN_MS));
      await database
        .update(staffTwoFactor)
        .set({ codesShownUntil })
        .where(eq(staffTwoFactor.userId, accountId));
    },
  };
}

export type StaffSignIn = ReturnType<typeof createStaffSignIn>;
