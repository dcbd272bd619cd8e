/**
 * How long a signed-in person stays signed in. A duty desk is a shared room: half an hour without a request ends it,
 * and no session outlives a shift.
 */
export const SESSION_IDLE_MS = 30 * 60_000;
export const SESSION_ABSOLUTE_MS = 12 * 60 * 60_000;
/** An unused set-up link is worth a password; a day is enough to pass it on. */
export const SET_UP_MS = 24 * 60 * 60_000;
/** How long freshly made backup codes can be shown. */
export const CODES_SHOWN_MS = 10 * 60_000;
/** Changing how one signs in asks for a sign-in no older than this. */
export const FRESH_SIGN_IN_MS = 10 * 60_000;
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
