import { readJson } from '../http/read-body.ts';
import { problemResponse } from '../http/problem-response.ts';
import { failed } from '../../src/domain/problem.ts';
import type { StaffDoor } from '../http/staff-door.ts';
import { codeOf, log, waits, type DoorDeps } from './door-parts.ts';
import { knownDevice } from './known-device.ts';

const MAX_BODY_BYTES = 64 * 1024;
/** All of the library's own addresses that are open. Sign-up, social sign-in and the rest answer 404. */
const OPEN: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/passkey/generate-authenticate-options': 'GET',
  '/passkey/verify-authentication': 'POST',
  '/passkey/generate-register-options': 'GET',
  '/passkey/verify-registration': 'POST',
};
const NO_STORE = { 'cache-control': 'no-store' };

/** Passkeys speak JSON with the browser's own script; what they answer tells nothing but that it is done. */
export function passkeyDoor(deps: DoorDeps): Pick<StaffDoor, 'passkey'> {
  const device = knownDevice(deps);
  return {
    async passkey(visit, path) {
      const { request } = visit;
      if (!Object.hasOwn(OPEN, path) || OPEN[path] !== request.method) return null;
      const tooFast = await deps.pace.consume(visit.address);
      const slow = tooFast === null ? null : waits(tooFast).result;
      if (slow?.ok === false) return problemResponse(slow.problem);
      const isAdding = path.endsWith('/generate-register-options') || path.endsWith('/verify-registration');
      const session = await deps.gate.sessionOf(request);
      const accountId = session?.member.id ?? null;
      if (isAdding) {
        if (session === null || accountId === null) return problemResponse(failed('sign-in-needed').problem);
        const { totp, passkeys } = await deps.signIn.factorsOf(accountId);
        // The password alone may add the first factor, never one beside another's.
        const isFirst = totp?.isVerified !== true && passkeys.length === 0;
        if (!session.hasSecondFactor && !isFirst) return problemResponse(failed('sign-in-needed').problem);
      }
      const body = request.method === 'POST' ? await readJson(request, MAX_BODY_BYTES) : null;
      if (body?.ok === false) return problemResponse(body.problem);
      const library = await deps.library();
      const answer = await library.call(path, request, body === null ? undefined : (body.value as object));
      if (!answer.ok) {
        const code = await codeOf(answer);
        const word =
          code === 'SESSION_NOT_FRESH'
            ? 'sign-in-again'
            : /ORIGIN/.test(code)
              ? 'origin-not-allowed'
              : 'passkey-refused';
        if (path.endsWith('/verify-authentication'))
          await log(deps, 'sign-in-failed', { actor: 'system', subject: 'unknown', reason: 'passkey' });
        return problemResponse(failed(word).problem);
      }
      if (request.method === 'GET') return new Response(answer.body, { headers: headersOf(answer) });
      const headers = headersOf(answer);
      if (path.endsWith('/verify-authentication')) {
        const { user } = (await answer.json()) as { user: { id: string; email: string } };
        const old = deps.gate.tokenOf(request);
        if (old !== null) await deps.sessions.end(old);
        await log(deps, 'signed-in', { actor: user.id, subject: user.id, to: 'passkey' });
        headers.append('set-cookie', device.cookieFor(user.email));
        return Response.json({ done: true }, { headers });
      }
      const id = accountId ?? '';
      await log(deps, 'passkey-added', { actor: id, subject: id });
      // A session of the password alone ends here; the new passkey is then tried at once by signing in with it.
      const mustSignIn = session?.hasSecondFactor !== true;
      if (mustSignIn) await deps.sessions.endAll(id, null);
      return Response.json({ done: true, mustSignIn }, { headers });
    },
  };
}

function headersOf(answer: Response): Headers {
  const headers = new Headers({ ...NO_STORE, 'content-type': 'application/json' });
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie);
  return headers;
}
