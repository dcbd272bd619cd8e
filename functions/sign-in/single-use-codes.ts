import { toMs } from '../../src/domain/instant.ts';
import { and, eq, lt, or, sql } from '../store/drizzle.ts';
import { staffTwoFactor } from '../store/staff-schema.ts';
import type { LibraryOptions } from './library.ts';

const STEP_MS = 30_000;
/** The library takes the step before and the one after, for clocks that are a little off. */
const STEPS = [-1, 0, 1];

/**
 * A TOTP code opens once. The library takes the same code again for as long as it is valid; here the step of a right
 * code is claimed before the library sees it, and a step once claimed, or one before it, never passes again. One
 * statement claims it, so of two requests with the same code one is refused, however close they are.
 */
export async function singleUseCodes({ database, secret, now }: LibraryOptions) {
  const [{ createAuthMiddleware, getSessionFromCtx, APIError }, { symmetricDecrypt }, { createOTP }] =
    await Promise.all([
      import('better-auth/api'),
      import('better-auth/crypto'),
      import('@better-auth/utils/otp'),
    ]);

  async function stepOf(storedSecret: string, code: string): Promise<number | null> {
    const otp = createOTP(await symmetricDecrypt({ key: secret, data: storedSecret }));
    const current = Math.floor(toMs(now()) / STEP_MS);
    for (const offset of STEPS) if ((await otp.hotp(current + offset)) === code) return current + offset;
    return null;
  }

  return createAuthMiddleware(async (context) => {
    if (context.path !== '/two-factor/verify-totp') return;
    const { code } = context.body as { code?: unknown };
    if (typeof code !== 'string') return;
    const session = await getSessionFromCtx(context);
    const cookie = context.context.createAuthCookie('two_factor');
    const challenge = session === null ? await context.getSignedCookie(cookie.name, secret) : null;
    const accountId = challenge
      ? (await context.context.internalAdapter.findVerificationValue(challenge))?.value
      : session?.user.id;
    if (accountId === undefined) return;
    const own = eq(staffTwoFactor.userId, accountId);
    const [row] = await database.select().from(staffTwoFactor).where(own);
    const step = row === undefined ? null : await stepOf(row.secret, code);
    // A wrong code is the library's to refuse and to count.
    if (step === null) return;
    const claimed = await database
      .update(staffTwoFactor)
      .set({ lastStep: step })
      .where(and(own, or(sql`${staffTwoFactor.lastStep} is null`, lt(staffTwoFactor.lastStep, step))))
      .returning({ id: staffTwoFactor.id });
    if (claimed.length === 0) throw new APIError('UNAUTHORIZED', { code: 'CODE_USED' });
  });
}
