import { randomBytes } from 'node:crypto';
import type { DoorDeps } from './door-parts.ts';
import { keyed } from './door-parts.ts';
import { cookieOf, cookiePrefix, signed, signedToken } from './session-cookie.ts';

const YEAR_S = 365 * 24 * 3600;

/**
 * A device on which this person signed in before has its own count of failures. So a stranger who keeps typing wrong
 * passwords for an address makes every stranger wait, and not the officer at their own desk.
 */
export function knownDevice({ secret, isSecure }: Pick<DoorDeps, 'secret' | 'isSecure'>) {
  const name = `${cookiePrefix(isSecure)}.device`;
  const mark = (email: string): string => keyed(secret, 'device', email).slice(0, 16);
  return {
    /** The name under which failures are counted; says neither address nor device to who reads the table. */
    bucketOf(request: Request, email: string): string {
      const token = signedToken(cookieOf(request, name) ?? '', secret);
      const isTheirs = token?.startsWith(`${mark(email)}-`) === true;
      return keyed(secret, 'attempt', email, isTheirs ? token : '');
    },
    /** Set once the person is wholly signed in. */
    cookieFor(email: string): string {
      const value = encodeURIComponent(signed(`${mark(email)}-${randomBytes(9).toString('hex')}`, secret));
      const secure = isSecure ? '; Secure' : '';
      return `${name}=${value}; Path=/; Max-Age=${YEAR_S}; HttpOnly; SameSite=Lax${secure}`;
    },
  };
}
