import { addMs, toInstant } from '../../src/domain/instant.ts';
import { FRESH_SIGN_IN_MS } from '../../src/domain/staff-session.ts';
import type { StaffPages } from '../../src/domain/staff-pages.ts';
import type { DoorDeps } from './door-parts.ts';

type OwnPages = Pick<StaffPages, 'enrolment' | 'freshCodes' | 'invited' | 'ownAccount'>;

/** What the pages of signing in and of one's own account show. */
export function ownPages({ gate, signIn, library, now }: DoorDeps): OwnPages {
  return {
    async enrolment(request) {
      const session = await gate.sessionOf(request);
      if (session === null) return null;
      const { id, email } = session.member;
      const { totp } = await signIn.factorsOf(id);
      if (totp === null || totp.isVerified) return null;
      const uri = await (await library()).totpUri(totp.secret, email);
      return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', email };
    },
    async freshCodes(request) {
      const member = await gate.memberOf(request);
      if (member === null) return null;
      const { totp } = await signIn.factorsOf(member.id);
      const until = totp?.codesShownUntil;
      if (until == null || toInstant(until) < now()) return null;
      return (await library()).backupCodes(member.id);
    },
    async invited(code) {
      const person = await signIn.findInvited(code, now());
      return person === null ? null : { name: person.name, email: person.email };
    },
    async ownAccount(request) {
      const session = await gate.sessionOf(request);
      if (session?.hasSecondFactor !== true) return null;
      const { totp, passkeys } = await signIn.factorsOf(session.member.id);
      const hasTotp = totp?.isVerified === true;
      return {
        hasTotp,
        backupCodesLeft: hasTotp ? (await (await library()).backupCodes(session.member.id)).length : 0,
        passkeys: passkeys.map(({ id, name, createdAt }) => ({
          id,
          name,
          createdAt: createdAt === null ? null : toInstant(createdAt),
        })),
        isFresh: addMs(session.signedInAt, FRESH_SIGN_IN_MS) >= now(),
      };
    },
  };
}
