import type { Context, MiddlewareHandler } from 'hono';
import { failed } from '../../src/domain/problem.ts';
import { hasRole, type StaffMember, type StaffRole } from '../../src/domain/staff.ts';
import { problemResponse } from './problem-response.ts';

/** Knows who is signed in. The session is a cookie no script can read; nothing else opens the staff side. */
export interface StaffGate {
  /** Null: nobody, expired, locked, or signed in without the second factor. */
  memberOf(request: Request): Promise<StaffMember | null>;
}

const KEY = 'staff-member';

/** Lets only a signed-in member with one of the roles pass; without roles named, any member. */
export function requireStaff(gate: StaffGate, ...roles: readonly StaffRole[]): MiddlewareHandler {
  return async (c, next) => {
    const member = await gate.memberOf(c.req.raw);
    if (member === null) return problemResponse(failed('sign-in-needed').problem);
    if (roles.length > 0 && !hasRole(member, ...roles))
      return problemResponse(failed('role-missing').problem);
    c.set(KEY, member);
    await next();
    return undefined;
  };
}

/** The member behind a route that `requireStaff` guards. */
export function staffOf(c: Context): StaffMember {
  const member = c.get(KEY) as StaffMember | undefined;
  if (member === undefined) throw new Error('a staff route without requireStaff');
  return member;
}
