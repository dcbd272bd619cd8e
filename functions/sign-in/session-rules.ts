import type { APIError } from 'better-auth/api';
import { toMs } from '../../src/domain/instant.ts';
import { SESSION_IDLE_MS } from '../../src/domain/staff-session.ts';
import { eq } from '../store/drizzle.ts';
import { staffAccount } from '../store/staff-schema.ts';
import type { LibraryOptions } from './library.ts';

/** Which endpoint proves what beside the password. From any other a session opens only the setting up of a factor. */
const FACTORS: Readonly<Record<string, string>> = {
  '/two-factor/verify-totp': 'totp',
  '/two-factor/verify-backup-code': 'backup-code',
  '/passkey/verify-authentication': 'passkey',
};

interface MakingContext {
  path?: string | undefined;
  context?: { session?: { session: object } | null } | undefined;
}

/**
 * What each new session is given, whichever way it was made. A change of the password makes a new session out of a
 * live one: its factor and its beginning go over, so that nothing lasts longer or reaches further than it was proved.
 */
export function sessionRules({ database, now }: LibraryOptions, Refusal: typeof APIError) {
  return async <T extends { userId: string }>(session: T, making: MakingContext | null) => {
    const [account] = await database
      .select({ isLocked: staffAccount.isLocked })
      .from(staffAccount)
      .where(eq(staffAccount.id, session.userId));
    if (account?.isLocked !== false) throw new Refusal('FORBIDDEN', { code: 'ACCOUNT_LOCKED' });
    const at = toMs(now());
    const path = making?.path ?? '';
    const live =
      path === '/change-password'
        ? (making?.context?.session?.session as { factor?: string | null; signedInAt?: Date } | undefined)
        : undefined;
    return {
      data: {
        ...session,
        factor: FACTORS[path] ?? live?.factor ?? null,
        signedInAt: live?.signedInAt ?? new Date(at),
        createdAt: new Date(at),
        updatedAt: new Date(at),
        expiresAt: new Date(at + SESSION_IDLE_MS),
        userAgent: '',
        ipAddress: '',
      },
    };
  };
}
