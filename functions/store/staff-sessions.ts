import { addMs, toInstant, type Instant } from '../../src/domain/instant.ts';
import { SESSION_ABSOLUTE_MS, SESSION_IDLE_MS } from '../../src/domain/staff-session.ts';
import type { StaffMember, StaffRole } from '../../src/domain/staff.ts';
import type { Database } from './database.ts';
import { and, eq, gt, lte, ne } from './drizzle.ts';
import { staffAccount, staffSession, staffVerification } from './staff-schema.ts';

/** A session is written to at most this often: a desk that asks every second must not write every second. */
const SLIDE_AT_LEAST_MS = 60_000;

/** A session that is in force, and whose it is. */
export interface LiveSession {
  id: string;
  member: StaffMember;
  /** False: signed in with the password alone; that opens nothing but setting up a second factor. */
  hasSecondFactor: boolean;
  signedInAt: Instant;
}

export interface StaffSessions {
  /** One query. Null: unknown, expired, too old, or its account is locked. Slides the end of what is found. */
  find(token: string, now: Instant): Promise<LiveSession | null>;
  end(token: string): Promise<void>;
  /** Ends all sessions of one account, but for the one named. */
  endAll(accountId: string, exceptId: string | null): Promise<void>;
  /** Clears away what has expired. */
  purge(now: Instant): Promise<void>;
}

/** Sessions as the gate reads them, without the sign-in library: each request of the staff side asks here. */
export function createStaffSessions(database: Database): StaffSessions {
  return {
    async find(token, now) {
      const [row] = await database
        .select({
          sessionId: staffSession.id,
          expiresAt: staffSession.expiresAt,
          signedInAt: staffSession.signedInAt,
          factor: staffSession.factor,
          id: staffAccount.id,
          name: staffAccount.name,
          email: staffAccount.email,
          roles: staffAccount.roles,
          adcodes: staffAccount.adcodes,
        })
        .from(staffSession)
        .innerJoin(staffAccount, eq(staffAccount.id, staffSession.userId))
        .where(
          and(
            eq(staffSession.token, token),
            gt(staffSession.expiresAt, new Date(now)),
            gt(staffSession.signedInAt, new Date(addMs(now, -SESSION_ABSOLUTE_MS))),
            eq(staffAccount.isLocked, false),
          ),
        );
      if (row === undefined) return null;
      const { sessionId, expiresAt, signedInAt, factor, ...account } = row;
      const idleEnd = Date.parse(now) + SESSION_IDLE_MS;
      if (idleEnd - expiresAt.getTime() > SLIDE_AT_LEAST_MS) {
        const end = new Date(Math.min(idleEnd, signedInAt.getTime() + SESSION_ABSOLUTE_MS));
        await database.update(staffSession).set({ expiresAt: end }).where(eq(staffSession.id, sessionId));
      }
      return {
        id: sessionId,
        member: { ...account, roles: account.roles as StaffRole[] },
        hasSecondFactor: factor !== null,
        signedInAt: toInstant(signedInAt),
      };
    },
    async end(token) {
      await database.delete(staffSession).where(eq(staffSession.token, token));
    },
    async endAll(accountId, exceptId) {
      const own = eq(staffSession.userId, accountId);
      await database
        .delete(staffSession)
        .where(exceptId === null ? own : and(own, ne(staffSession.id, exceptId)));
    },
    async purge(now) {
      const at = new Date(now);
      await database.delete(staffSession).where(lte(staffSession.expiresAt, at));
      await database.delete(staffVerification).where(lte(staffVerification.expiresAt, at));
    },
  };
}
