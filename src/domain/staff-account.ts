import { failed, ok, type Result } from './problem.ts';
import { normaliseAdcode, type Adcode } from './region.ts';
import { STAFF_ROLES, reaches, type StaffMember, type StaffRole } from './staff.ts';

/** An account as those who look after accounts see it. */
export interface StaffAccount extends StaffMember {
  isLocked: boolean;
  /** invited: no password yet. incomplete: no second factor yet. Neither opens anything. */
  state: 'invited' | 'incomplete' | 'ready';
}

/** Who changes an account: whoever holds the server, or a signed-in administrator. */
export type AccountActor = { kind: 'operator' } | { kind: 'member'; member: StaffMember };

export interface AccountForm {
  name: string;
  email: string;
  roles: readonly string[];
  adcodes: readonly string[];
}

/**
 * Given on the server's command line alone: who grants rights, who reads the log of it, and who holds reporters'
 * identities must not be made by one and the same signed-in person.
 */
const OPERATOR_ONLY: readonly StaffRole[] = ['administrator', 'auditor', 'custodian'];
const CASE_ROLES: readonly StaffRole[] = ['intake', 'handler', 'approver'];
const MAX_NAME = 40;
const MAX_EMAIL = 254;
const MAX_REGIONS = 50;
/** What people write; whether the mail arrives is nothing we ever ask. */
const EMAIL = /^[^\s@<>"',;:\\()[\]]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

export const actorId = (actor: AccountActor): string =>
  actor.kind === 'operator' ? 'operator' : actor.member.id;

/** The roles this actor may give. */
export function grantableRoles(actor: AccountActor): readonly StaffRole[] {
  return actor.kind === 'operator'
    ? STAFF_ROLES
    : STAFF_ROLES.filter((role) => !OPERATOR_ONLY.includes(role));
}

/** 张三, without control or direction-changing characters; null when it is no name. */
export function readName(text: string): string | null {
  const name = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  const isPlain = name.isWellFormed() && !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(name);
  return name !== '' && [...name].length <= MAX_NAME && isPlain ? name : null;
}

/** In lower case; null when it is no address. */
export function readEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return email.length <= MAX_EMAIL && EMAIL.test(email) ? email : null;
}

/** Roles and regions as they may stand together; the problem names the field. */
export function readGrant(
  form: Pick<AccountForm, 'roles' | 'adcodes'>,
  isKnownRegion: (adcode: Adcode) => boolean,
): Result<{ roles: StaffRole[]; adcodes: Adcode[] }> {
  const roles = STAFF_ROLES.filter((role) => form.roles.includes(role));
  if (form.roles.length === 0 || form.roles.some((role) => !STAFF_ROLES.includes(role as StaffRole)))
    return failed('field-invalid', 'roles', STAFF_ROLES.join(' '));
  if (roles.includes('auditor') && roles.length > 1)
    return failed('roles-incompatible', 'roles', '审计员只看记录，不能兼任别的角色。');
  if (roles.includes('custodian') && roles.some((role) => CASE_ROLES.includes(role)))
    return failed('roles-incompatible', 'roles', '办理举报的人不能兼任身份保管员。');
  if (form.adcodes.length === 0 || form.adcodes.length > MAX_REGIONS)
    return failed('field-invalid', 'adcodes');
  const adcodes: Adcode[] = [];
  for (const text of form.adcodes) {
    const adcode = normaliseAdcode(text);
    if (adcode === null || !isKnownRegion(adcode))
      return failed('region-unknown', 'adcodes', text.slice(0, 20));
    if (!adcodes.includes(adcode)) adcodes.push(adcode);
  }
  return ok({ roles, adcodes: adcodes.sort() });
}

/** Whether the actor may give these roles and regions. */
export function grantProblem(
  actor: AccountActor,
  grant: { roles: readonly StaffRole[]; adcodes: readonly Adcode[] },
): { ok: false; problem: { word: 'grant-not-allowed' } } | null {
  if (actor.kind === 'operator') return null;
  const grantable = grantableRoles(actor);
  const isWithin =
    grant.roles.every((role) => grantable.includes(role)) &&
    grant.adcodes.every((adcode) => reaches(actor.member, adcode));
  return isWithin ? null : { ok: false, problem: { word: 'grant-not-allowed' } };
}

/**
 * Whether the actor may touch this account at all. An administrator may touch only whom they could have added, and
 * never themselves: with a reset they could otherwise take over an account above their own.
 */
export function touchProblem(actor: AccountActor, account: StaffAccount): ReturnType<typeof grantProblem> {
  if (actor.kind === 'operator') return null;
  return actor.member.id === account.id
    ? { ok: false, problem: { word: 'grant-not-allowed' } }
    : grantProblem(actor, account);
}

/** What the audit log keeps of a grant: `duty-officer alert-approver @ 654225`. */
export function grantText(grant: { roles: readonly string[]; adcodes: readonly Adcode[] }): string {
  return `${grant.roles.join(' ')} @ ${grant.adcodes.join(' ')}`;
}
