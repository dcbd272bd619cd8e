import type { DoorStep, StaffDoor } from '../http/staff-door.ts';
import { codeOf, leadsTo, log, refuses, waits, withCookies, type DoorDeps } from './door-parts.ts';
import { knownDevice } from './known-device.ts';
import { cookieOf, cookiePrefix, sessionCookieName, signedToken } from './session-cookie.ts';

const TOO_MANY = new Set(['ACCOUNT_TEMPORARILY_LOCKED', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE']);
const STALE = new Set(['INVALID_TWO_FACTOR_COOKIE', 'UNAUTHORIZED']);

/** The second step: a code of the authenticator or a backup code; and confirming a new authenticator. */
export function secondFactor(deps: DoorDeps): Pick<StaffDoor, 'enterCode' | 'confirmTotp'> {
  const { signIn, sessions, gate, secret, isSecure, now } = deps;
  const device = knownDevice(deps);
  const sessionName = sessionCookieName(isSecure);
  const challengeName = `${cookiePrefix(isSecure)}.two_factor`;

  async function refused(answer: Response, accountId: string, reason: string): Promise<DoorStep> {
    const code = await codeOf(answer);
    if (/ORIGIN|CROSS_SITE/.test(code)) return refuses('origin-not-allowed');
    if (STALE.has(code)) return refuses('sign-in-needed');
    const why = code === 'CODE_USED' ? 'code-used' : reason;
    await log(deps, 'second-factor-failed', { actor: 'system', subject: accountId, reason: why });
    return refuses(TOO_MANY.has(code) ? 'too-many-requests' : 'code-wrong');
  }

  return {
    async enterCode(visit, typed, kind) {
      const tooFast = await deps.pace.consume(visit.address);
      if (tooFast !== null) return waits(tooFast);
      const challenge = signedToken(cookieOf(visit.request, challengeName) ?? '', secret);
      const accountId = challenge === null ? null : await signIn.findChallenged(challenge);
      if (accountId === null) return refuses('sign-in-needed');
      // Without the session of whoever was signed in here before: the library would ask that one's code instead.
      const { request } = withCookies(visit, [], [sessionName]);
      const path = kind === 'totp' ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code';
      const code = kind === 'totp' ? typed.replace(/\D/g, '') : backupCode(typed);
      const answer = await (await deps.library()).call(path, request, { code });
      if (!answer.ok) return refused(answer, accountId, kind);
      const { user } = (await answer.json()) as { user: { id: string; email: string } };
      const old = gate.tokenOf(visit.request);
      if (old !== null) await sessions.end(old);
      await log(deps, 'signed-in', { actor: user.id, subject: user.id, to: kind });
      return leadsTo('inside', [...answer.headers.getSetCookie(), device.cookieFor(user.email)]);
    },

    async confirmTotp(visit, typed) {
      const tooFast = await deps.pace.consume(visit.address);
      if (tooFast !== null) return waits(tooFast);
      const session = await gate.sessionOf(visit.request);
      if (session === null) return refuses('sign-in-needed');
      const { member } = session;
      const { totp } = await signIn.factorsOf(member.id);
      if (totp === null || totp.isVerified) return refuses('sign-in-needed');
      const code = typed.replace(/\D/g, '');
      const answer = await (await deps.library()).call('/two-factor/verify-totp', visit.request, { code });
      if (!answer.ok) return refused(answer, member.id, 'totp');
      const cookies = answer.headers.getSetCookie();
      const live = await gate.sessionOf(withCookies(visit, cookies).request);
      if (live === null) return refuses('sign-in-needed');
      // Whoever else knew the password may sit in a session of their own, waiting for this.
      await sessions.endAll(member.id, live.id);
      await signIn.showCodes(member.id, now());
      await log(deps, 'second-factor-set-up', { actor: member.id, subject: member.id, to: 'totp' });
      return leadsTo('codes', [...cookies, device.cookieFor(member.email)]);
    },
  };
}

/** `abcde-FGHIJ`, however it was typed. */
function backupCode(typed: string): string {
  const bare = typed.replace(/[^0-9A-Za-z]/g, '');
  return `${bare.slice(0, 5)}-${bare.slice(5)}`;
}
