import type { Instant } from '../../src/domain/instant.ts';
import {
  FRESH_SIGN_IN_MS,
  PASSWORD_MAX,
  PASSWORD_MIN,
  SESSION_ABSOLUTE_MS,
} from '../../src/domain/staff-session.ts';
import type { Database } from '../store/database.ts';
import * as schema from '../store/staff-schema.ts';
import { loadDrizzleAdapter } from './drizzle-adapter.ts';
import { cookiePrefix, sessionCookieName } from './session-cookie.ts';
import { sessionRules } from './session-rules.ts';
import { singleUseCodes } from './single-use-codes.ts';

export interface LibraryOptions {
  database: Database;
  secret: string;
  /** Where the portal is seen from outside, without a path. */
  publicUrl: string;
  /** Null when nobody said where that is: then each request's own origin counts, which the host has checked. */
  fixedOrigin: string | null;
  isSecure: boolean;
  now(): Instant;
}

export const AUTH_PATH = '/api/staff/auth';

/** One of the library's endpoints asked from inside: `path` below AUTH_PATH, cookies and origin of the visitor's request. */
export interface SignInLibrary {
  call(path: string, visitor: { headers: Headers }, body?: object): Promise<Response>;
  /** The member's unused backup codes, readable. */
  backupCodes(accountId: string): Promise<readonly string[]>;
  /** `otpauth://…` of a secret as it is stored. */
  totpUri(storedSecret: string, email: string): Promise<string>;
  hashPassword(password: string): Promise<string>;
}

const ISSUER = '安澜';
const seconds = (ms: number): number => ms / 1000;

/**
 * The sign-in library with what it needs, loaded when somebody first signs in: 0.7 s and 55 MB that a portal whose
 * staff are asleep does not pay.
 */
export async function loadLibrary(options: LibraryOptions): Promise<SignInLibrary> {
  const { database, secret, publicUrl, fixedOrigin, isSecure } = options;
  const drizzleAdapter = await loadDrizzleAdapter();
  const [{ betterAuth }, { twoFactor }, { passkey }, { APIError }, crypto, { createOTP }] = await Promise.all(
    [
      import('better-auth/minimal'),
      import('better-auth/plugins/two-factor'),
      import('@better-auth/passkey'),
      import('better-auth/api'),
      import('better-auth/crypto'),
      import('@better-auth/utils/otp'),
    ],
  );
  const requireVerifiedUser = (isVerified: boolean): void => {
    // A passkey stands for password and code together only if the device asked for a finger, a face or a PIN.
    if (!isVerified) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' });
  };
  const auth = betterAuth({
    appName: ISSUER,
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    secret,
    database: drizzleAdapter(database, {
      provider: 'pg',
      transaction: true,
      schema: {
        user: schema.staffAccount,
        account: schema.staffCredential,
        session: schema.staffSession,
        verification: schema.staffVerification,
        twoFactor: schema.staffTwoFactor,
        passkey: schema.staffPasskey,
      },
    }),
    user: {
      // Ours alone; named here because the library checks that it could fill every column.
      additionalFields: {
        roles: { type: 'string[]', required: true, input: false, returned: false },
        adcodes: { type: 'string[]', required: true, input: false, returned: false },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    session: {
      // Of the cookie; what ends a session is its row, which the gate slides and the library must not.
      expiresIn: seconds(SESSION_ABSOLUTE_MS),
      disableSessionRefresh: true,
      freshAge: seconds(FRESH_SIGN_IN_MS),
      cookieCache: { enabled: false },
      additionalFields: {
        factor: { type: 'string', required: false, input: false },
        signedInAt: { type: 'date', required: false, input: false },
      },
    },
    // Our own limits stand before every route and know what a carrier's NAT is.
    rateLimit: { enabled: false },
    trustedOrigins: fixedOrigin === null ? (request) => ownOrigin(request) : [fixedOrigin],
    advanced: {
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(isSecure),
      cookies: { session_token: { name: sessionCookieName(isSecure) } },
      defaultCookieAttributes: { httpOnly: true, secure: isSecure, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    // Refusals are answers and ours to log; what is left is a bug or a lost database, and is thrown by `call`.
    logger: { disabled: true },
    onAPIError: {
      onError: (error) => {
        if (!(error instanceof APIError)) console.error('登录组件出错', error);
      },
    },
    databaseHooks: { session: { create: { before: sessionRules(options, APIError) } } },
    hooks: { before: await singleUseCodes(options) },
    plugins: [
      twoFactor({ issuer: ISSUER }),
      passkey({
        rpName: ISSUER,
        rpID: new URL(publicUrl).hostname,
        ...(fixedOrigin === null ? {} : { origin: fixedOrigin }),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        advanced: { webAuthnChallengeCookie: 'passkey' },
        registration: {
          afterVerification: ({ verification }) =>
            requireVerifiedUser(verification.registrationInfo?.userVerified === true),
        },
        authentication: {
          afterVerification: ({ verification }) =>
            requireVerifiedUser(verification.authenticationInfo.userVerified),
        },
      }),
    ],
  });
  return {
    async call(path, visitor, body) {
      const headers = new Headers();
      for (const name of ['cookie', 'origin', 'referer', 'sec-fetch-site', 'host', 'user-agent']) {
        const value = visitor.headers.get(name);
        if (value !== null) headers.set(name, value);
      }
      if (body !== undefined) headers.set('content-type', 'application/json');
      const request = { method: body === undefined ? 'GET' : 'POST', headers };
      const url = `${publicUrl}${AUTH_PATH}${path}`;
      const init = body === undefined ? request : { ...request, body: JSON.stringify(body) };
      const answer = await auth.handler(new Request(url, init));
      // Its refusals are JSON whatever their status.
      if (answer.status >= 500 && answer.headers.get('content-type')?.startsWith('application/json') !== true)
        throw new Error(`the sign-in library broke at ${path}`);
      return answer;
    },
    backupCodes: async (accountId) =>
      (await auth.api.viewBackupCodes({ body: { userId: accountId } })).backupCodes,
    totpUri: async (storedSecret, email) => {
      const plain = await crypto.symmetricDecrypt({ key: secret, data: storedSecret });
      return createOTP(plain).url(ISSUER, email);
    },
    hashPassword: (password) => crypto.hashPassword(password),
  };
}

/** The origin that the visitor's own request names as its host. */
function ownOrigin(request: Request | undefined): string[] {
  const host = request?.headers.get('host');
  return host == null ? [] : [`http://${host}`, `https://${host}`];
}
