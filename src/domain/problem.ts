/**
 * Every way a request can fail, by a stable word. The word is the contract with callers (CLI, browser, neighbours);
 * the Chinese sentence lives in `content/strings` under `problem.<word>` and says what to do.
 */
export const PROBLEM_STATUS = {
  'account-locked': 409,
  'account-unknown': 404,
  'address-not-allowed': 403,
  'alert-already-cancelled': 409,
  'alert-changed': 409,
  'alert-ended': 409,
  'alert-unknown': 404,
  'bulletin-incomplete': 422,
  'bulletin-outdated': 409,
  'bulletin-unreadable': 422,
  'call-counts-invalid': 422,
  'cap-invalid': 422,
  'case-changed': 409,
  'case-move-refused': 409,
  'case-unknown': 404,
  'challenge-failed': 403,
  'claim-late': 409,
  'code-wrong': 401,
  'database-unavailable': 503,
  'demonstration-refused': 409,
  'doctype-forbidden': 422,
  'draft-changed': 409,
  'draft-not-awaiting': 409,
  'draft-not-editable': 409,
  'draft-unknown': 404,
  'drill-not-alert': 422,
  'drill-over': 409,
  'drill-unknown': 404,
  'email-taken': 409,
  'endpoint-not-allowed': 422,
  'extension-refused': 422,
  'factor-needed': 409,
  'field-invalid': 422,
  'form-invalid': 400,
  'grant-not-allowed': 403,
  'handover-unknown': 404,
  'hazard-meteorological': 422,
  'hazard-unknown': 422,
  'idempotency-key-reused': 409,
  'identity-closed': 403,
  'intake-busy': 503,
  'json-invalid': 400,
  'keys-invalid': 422,
  'language-unknown': 422,
  'level-disagrees': 422,
  'media-type-unsupported': 415,
  'message-not-alert': 422,
  'method-not-allowed': 405,
  'mouths-disagree': 422,
  'not-found': 404,
  'notice-is-warning': 422,
  'notice-unknown': 404,
  'notice-withdrawn': 409,
  'operator-token-wrong': 401,
  'origin-not-allowed': 403,
  'original-unknown': 409,
  'outlet-id-taken': 409,
  'outlet-unknown': 404,
  'passkey-needed': 401,
  'passkey-refused': 401,
  'password-weak': 422,
  'pause-too-long': 422,
  'photo-empty': 422,
  'photo-format-refused': 415,
  'photo-not-a-photo': 422,
  'photo-too-large': 413,
  'photo-too-many-pixels': 422,
  'photos-too-many': 422,
  'polygon-invalid': 422,
  'push-unavailable': 503,
  'quiet-hours-invalid': 422,
  'readers-too-many': 503,
  'reason-missing': 422,
  'receipt-malformed': 422,
  'receipt-unknown': 404,
  'region-not-served': 422,
  'region-outside-tree': 403,
  'region-unknown': 422,
  'regions-too-many': 422,
  'relay-only': 422,
  'relayed-not-editable': 409,
  'request-too-large': 413,
  'reward-amount-invalid': 422,
  'reward-by-hand': 422,
  'reward-deaths-invalid': 422,
  'reward-not-in-profile': 422,
  'reward-nothing-found': 422,
  'role-missing': 403,
  'roles-incompatible': 422,
  'scope-not-public': 422,
  'second-person-needed': 403,
  'second-person-same': 403,
  'server-error': 500,
  'set-up-code-wrong': 422,
  'shelter-file-invalid': 422,
  'sign-in-again': 403,
  'sign-in-needed': 401,
  'sign-in-wrong': 401,
  'source-name-taken': 409,
  'source-not-own': 403,
  'source-unknown': 404,
  'source-url-invalid': 422,
  'status-not-actual': 422,
  'subscription-unknown': 404,
  'template-unfilled': 422,
  'text-invalid': 422,
  'text-too-long': 422,
  'too-many-requests': 429,
  'validity-invalid': 422,
  'xml-malformed': 422,
} as const satisfies Record<string, number>;

export type ProblemWord = keyof typeof PROBLEM_STATUS;

/** An expected failure, as a value. `path` names the field or element; `detail` is safe to show (never a secret). */
export interface Problem {
  word: ProblemWord;
  path?: string;
  detail?: string;
}

/** The result of work that may fail in an expected way. Bugs throw; everything else is one of these. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed(word: ProblemWord, path?: string, detail?: string): { ok: false; problem: Problem } {
  return {
    ok: false,
    problem: { word, ...(path === undefined ? {} : { path }), ...(detail === undefined ? {} : { detail }) },
  };
}
