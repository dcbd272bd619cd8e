import { passwordProblem } from '../../src/domain/staff-password.ts';
import { readEmail } from '../../src/domain/staff-account.ts';
import type { DoorStep, StaffDoor, Visit } from '../http/staff-door.ts';
import { codeOf, keyed, leadsTo, log, refuses, waits, withCookies, type DoorDeps } from './door-parts.ts';
import { knownDevice } from './known-device.ts';
import { cookieOf, sessionCookieName, signedToken } from './session-cookie.ts';

/** The first step: the password, typed or newly set. */
export function passwordDoor(deps: DoorDeps): Pick<StaffDoor, 'enterPassword' | 'setUp'> {
  const { signIn, sessions, gate, now, isSecure, secret } = deps;
  const device = knownDevice(deps);
  const sessionName = sessionCookieName(isSecure);

  async function enterPassword(visit: Visit, typed: string, password: string): Promise<DoorStep> {
    const tooFast = await deps.pace.consume(visit.address);
    if (tooFast !== null) return waits(tooFast);
    // The same way for an address that nobody has, to the last step: count, hash, refuse.
    const email = readEmail(typed) ?? 'nobody@invalid.example';
    const bucket = device.bucketOf(visit.request, email);
    const wait = await signIn.beginAttempt(bucket, now());
    if (wait !== null) return waits(wait);
    const person = await signIn.findPerson(email);
    const library = await deps.library();
    const answer = await library.call('/sign-in/email', withCookies(visit, [], [sessionName]).request, {
      email,
      password,
    });
    if (!answer.ok) {
      const code = await codeOf(answer);
      if (/ORIGIN|CROSS_SITE/.test(code)) return refuses('origin-not-allowed');
      // Of an address that nobody has only a keyed digest is kept: it may well be somebody's elsewhere.
      const subject = person?.id ?? `unknown-${keyed(secret, 'unknown', email).slice(0, 12)}`;
      await log(deps, 'sign-in-failed', {
        actor: 'system',
        subject,
        reason: code === 'ACCOUNT_LOCKED' ? 'locked' : 'password',
      });
      return refuses('sign-in-wrong');
    }
    await signIn.forgetAttempts(bucket);
    // Often enough for the few there are, and no clock of its own.
    await sessions.purge(now());
    const old = gate.tokenOf(visit.request);
    if (old !== null) await sessions.end(old);
    const cookies = answer.headers.getSetCookie();
    const { twoFactorRedirect } = (await answer.json()) as { twoFactorRedirect?: boolean };
    if (twoFactorRedirect === true) return leadsTo('code', cookies);
    return withoutTotp(visit, person?.id ?? '', cookies, password);
  }

  /** The password was right and there is no TOTP: either passkeys are the way in, or nothing is set up yet. */
  async function withoutTotp(
    visit: Visit,
    accountId: string,
    cookies: string[],
    password: string,
  ): Promise<DoorStep> {
    const within = withCookies(visit, cookies, [sessionName]);
    const { passkeys } = await signIn.factorsOf(accountId);
    if (passkeys.length > 0) {
      const token = signedToken(cookieOf(within.request, sessionName) ?? '', secret);
      if (token !== null) await sessions.end(token);
      return refuses('passkey-needed');
    }
    const library = await deps.library();
    const enabled = await library.call('/two-factor/enable', within.request, { password });
    if (!enabled.ok) throw new Error(`two-factor/enable: ${enabled.status} ${await codeOf(enabled)}`);
    return leadsTo('enrol', cookies);
  }

  return {
    enterPassword,
    async setUp(visit, code, password) {
      const tooFast = await deps.pace.consume(visit.address);
      if (tooFast !== null) return waits(tooFast);
      const person = await signIn.findInvited(code, now());
      if (person === null) return refuses('set-up-code-wrong');
      const weak = passwordProblem(password, person);
      if (weak !== null) return { result: weak, cookies: [] };
      const hash = await (await deps.library()).hashPassword(password);
      const audit = { at: now(), actor: person.id, action: 'password-set', subject: person.id };
      const line = { ...audit, from: null, to: null, reason: null };
      const isFirst = await signIn.acceptInvitation(code, hash, deps.newId(), line);
      return isFirst ? enterPassword(visit, person.email, password) : refuses('set-up-code-wrong');
    },
  };
}
