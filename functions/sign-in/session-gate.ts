import type { Instant } from '../../src/domain/instant.ts';
import type { StaffGate } from '../http/staff-gate.ts';
import type { LiveSession, StaffSessions } from '../store/staff-sessions.ts';
import { cookieOf, sessionCookieName, signedToken } from './session-cookie.ts';

export interface SessionGateDeps {
  sessions: StaffSessions;
  /** With which the sign-in library signs its cookies. */
  secret: string;
  isSecure: boolean;
  now(): Instant;
}

export interface SessionGate extends StaffGate {
  /** The session itself, also one without a second factor yet. */
  sessionOf(request: Request): Promise<LiveSession | null>;
  tokenOf(request: Request): string | null;
}

/** Reads the cookie and asks the database once, so a locked account or an ended session is out at its next request. */
export function createSessionGate({ sessions, secret, isSecure, now }: SessionGateDeps): SessionGate {
  const name = sessionCookieName(isSecure);
  const tokenOf = (request: Request): string | null => {
    const value = cookieOf(request, name);
    return value === null ? null : signedToken(value, secret);
  };
  const sessionOf = async (request: Request): Promise<LiveSession | null> => {
    const token = tokenOf(request);
    return token === null ? null : sessions.find(token, now());
  };
  return {
    tokenOf,
    sessionOf,
    async memberOf(request) {
      const session = await sessionOf(request);
      return session?.hasSecondFactor === true ? session.member : null;
    },
  };
}
