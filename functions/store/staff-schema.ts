import { bigint, boolean, index, integer, pgTable, text, timestamp, uniqueIndex } from './drizzle.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
const madeAt = () => instant('created_at').notNull().defaultNow();
const changedAt = () => instant('updated_at').notNull().defaultNow();

/*
 * The sign-in library reads and writes these by its own field names, which are the property names here; what is ours
 * alone it never sees. Sessions, secrets and codes go with their account.
 */

export const staffAccount = pgTable(
  'staff_account',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** Always in lower case. */
    email: text('email').notNull(),
    emailVerified: boolean('email_verified').notNull().default(true),
    image: text('image'),
    twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
    roles: text('roles').array().notNull(),
    adcodes: text('adcodes').array().notNull(),
    isLocked: boolean('is_locked').notNull().default(false),
    createdAt: madeAt(),
    updatedAt: changedAt(),
  },
  (t) => [uniqueIndex('staff_account_email').on(t.email)],
);

const owner = () =>
  text('account_id')
    .notNull()
    .references(() => staffAccount.id, { onDelete: 'cascade' });

/** The password, hashed with scrypt. The library's table also holds other providers; we have none. */
export const staffCredential = pgTable(
  'staff_credential',
  {
    id: text('id').primaryKey(),
    accountId: text('provider_account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: owner(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: madeAt(),
    updatedAt: changedAt(),
  },
  (t) => [uniqueIndex('staff_credential_owner').on(t.userId, t.providerId)],
);

export const staffSession = pgTable(
  'staff_session',
  {
    id: text('id').primaryKey(),
    /** In the cookie with a signature of staff.key: a copy of this table alone opens nothing. */
    token: text('token').notNull(),
    userId: owner(),
    /** Slides with use, never beyond twelve hours after `signedInAt`. */
    expiresAt: instant('expires_at').notNull(),
    signedInAt: instant('signed_in_at').notNull(),
    /** What proved the person beside the password; null opens only the setting up of a second factor. */
    factor: text('factor'),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: madeAt(),
    updatedAt: changedAt(),
  },
  (t) => [
    uniqueIndex('staff_session_token').on(t.token),
    index('staff_session_owner').on(t.userId),
    index('staff_session_expires_at').on(t.expiresAt),
  ],
);

/** Challenges under way: a second factor asked for, a passkey's random bytes. Short-lived. */
export const staffVerification = pgTable(
  'staff_verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: madeAt(),
    updatedAt: changedAt(),
  },
  (t) => [index('staff_verification_identifier').on(t.identifier)],
);

/** TOTP secret and backup codes, both encrypted with staff.key. */
export const staffTwoFactor = pgTable(
  'staff_two_factor',
  {
    id: text('id').primaryKey(),
    userId: owner(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('verified').default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: instant('locked_until'),
    /** The last 30-second step whose code was taken: codes up to it are never taken again (RFC 6238 §5.2). */
    lastStep: bigint('last_step', { mode: 'number' }),
    /** Until when the backup codes may be shown: minutes after they were made, gone once they were noted. */
    codesShownUntil: instant('codes_shown_until'),
  },
  (t) => [uniqueIndex('staff_two_factor_owner').on(t.userId)],
);

export const staffPasskey = pgTable(
  'staff_passkey',
  {
    id: text('id').primaryKey(),
    name: text('name'),
    publicKey: text('public_key').notNull(),
    userId: owner(),
    credentialID: text('credential_id').notNull(),
    counter: integer('counter').notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: boolean('backed_up').notNull(),
    transports: text('transports'),
    aaguid: text('aaguid'),
    createdAt: instant('created_at').defaultNow(),
  },
  (t) => [
    index('staff_passkey_owner').on(t.userId),
    uniqueIndex('staff_passkey_credential').on(t.credentialID),
  ],
);

/** The one open invitation of an account to set its password. Only the code's hash is kept. */
export const staffSetUp = pgTable(
  'staff_set_up',
  {
    accountId: text('account_id')
      .primaryKey()
      .references(() => staffAccount.id, { onDelete: 'cascade' }),
    codeHash: text('code_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [uniqueIndex('staff_set_up_code').on(t.codeHash)],
);

/** Failed passwords in a row, by a keyed hash of address and device; for addresses nobody has, too. */
export const staffAttempt = pgTable(
  'staff_attempt',
  {
    bucket: text('bucket').primaryKey(),
    failures: integer('failures').notNull(),
    /** Nothing is tried before it. */
    retryAt: instant('retry_at').notNull(),
  },
  (t) => [index('staff_attempt_retry_at').on(t.retryAt)],
);
