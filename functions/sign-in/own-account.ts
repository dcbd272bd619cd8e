import { addMs } from '../../src/domain/instant.ts';
import { passwordProblem } from '../../src/domain/staff-password.ts';
import { FRESH_SIGN_IN_MS } from '../../src/domain/staff-session.ts';
import type { LiveSession } from '../store/staff-sessions.ts';
import type { DoorStep, StaffDoor, Visit } from '../http/staff-door.ts';
import { codeOf, keyed, leadsTo, log, refuses, waits, withCookies, type DoorDeps } from './door-parts.ts';
import { sessionCookieName } from './session-cookie.ts';

type OwnAccount = Pick<
  StaffDoor,
  'leave' | 'changePassword' | 'replaceTotp' | 'renewCodes' | 'noteCodes' | 'removePasskey'
>;

/** What a member changes about how they sign in, and how they leave. */
export function ownAccount(deps: DoorDeps): OwnAccount {
  const { gate, sessions, signIn, secret, isSecure, now } = deps;
  const sessionName = sessionCookieName(isSecure);
  const gone = `${sessionName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

  /** With the second factor, and counted: the password is asked for again here, so it could be guessed here. */
  async function asMember(
    visit: Visit,
    work: (session: LiveSession) => Promise<DoorStep>,
  ): Promise<DoorStep> {
    const session = await gate.sessionOf(visit.request);
    if (session?.hasSecondFactor !== true) return refuses('sign-in-needed');
    return work(session);
  }
  function withPassword(visit: Visit, path: string, body: object, then: Then): Promise<DoorStep> {
    return asMember(visit, async ({ member }) => {
      const bucket = keyed(secret, 'own', member.id);
      const wait = await signIn.beginAttempt(bucket, now());
      if (wait !== null) return waits(wait);
      const answer = await (await deps.library()).call(path, visit.request, body);
      if (!answer.ok) {
        const code = await codeOf(answer);
        return refuses(/ORIGIN/.test(code) ? 'origin-not-allowed' : 'sign-in-wrong');
      }
      await signIn.forgetAttempts(bucket);
      return then(member.id, answer.headers.getSetCookie());
    });
  }
  type Then = (accountId: string, cookies: string[]) => Promise<DoorStep>;

  return {
    async leave(visit, everywhere) {
      const session = await gate.sessionOf(visit.request);
      const token = gate.tokenOf(visit.request);
      if (token !== null) await sessions.end(token);
      if (session !== null) {
        if (everywhere) await sessions.endAll(session.member.id, null);
        const who = { actor: session.member.id, subject: session.member.id };
        await log(deps, everywhere ? 'signed-out-everywhere' : 'signed-out', who);
      }
      return leadsTo('outside', [gone]);
    },

    changePassword: (visit, current, next) =>
      asMember(visit, ({ member }) => {
        const weak = passwordProblem(next, member);
        if (weak !== null) return Promise.resolve({ result: weak, cookies: [] });
        const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
        return withPassword(visit, '/change-password', body, async (id, cookies) => {
          await log(deps, 'password-changed', { actor: id, subject: id });
          return leadsTo('inside', cookies);
        });
      }),

    async replaceTotp(visit, password) {
      const session = await gate.sessionOf(visit.request);
      const { totp } = session === null ? { totp: null } : await signIn.factorsOf(session.member.id);
      if (totp?.isVerified !== true)
        return withPassword(visit, '/two-factor/enable', { password }, (_, cookies) =>
          Promise.resolve(leadsTo('enrol', cookies)),
        );
      // From here until the new one is confirmed the account has no TOTP, and its session opens nothing else.
      return withPassword(visit, '/two-factor/disable', { password }, async (id, cookies) => {
        await log(deps, 'second-factor-removed', { actor: id, subject: id, to: 'totp' });
        const within = withCookies(visit, cookies);
        const enabled = await (await deps.library()).call('/two-factor/enable', within.request, { password });
        if (!enabled.ok) throw new Error(`two-factor/enable: ${enabled.status}`);
        return leadsTo('enrol', cookies);
      });
    },

    renewCodes: (visit, password) =>
      withPassword(visit, '/two-factor/generate-backup-codes', { password }, async (id, cookies) => {
        await signIn.showCodes(id, now());
        await log(deps, 'backup-codes-renewed', { actor: id, subject: id });
        return leadsTo('codes', cookies);
      }),

    noteCodes: (visit) =>
      asMember(visit, async ({ member }) => {
        await signIn.showCodes(member.id, null);
        return leadsTo('inside');
      }),

    removePasskey: (visit, passkeyId) =>
      asMember(visit, async ({ member, signedInAt }) => {
        if (addMs(signedInAt, FRESH_SIGN_IN_MS) < now()) return refuses('sign-in-again');
        const { totp, passkeys } = await signIn.factorsOf(member.id);
        if (totp?.isVerified !== true && passkeys.length < 2) return refuses('factor-needed');
        const library = await deps.library();
        const answer = await library.call('/passkey/delete-passkey', visit.request, { id: passkeyId });
        if (!answer.ok) return refuses('not-found');
        await log(deps, 'passkey-removed', { actor: member.id, subject: member.id });
        return leadsTo('inside');
      }),
  };
}
