import type { DeskDraft, DeskPerson } from './alert-desk.ts';
import type { AlertPart } from './alert.ts';
import type { Level } from './level.ts';
import { hasRole, reaches, type StaffMember, type StaffRole } from './staff.ts';
import type { Adcode } from './region.ts';

/** What a bureau decides about its own desk; content/site/site.yaml. */
export interface DeskSettings {
  /** 发布单位 the desk may sign as; the first is preselected. */
  offices: readonly string[];
  /** At these levels nothing goes out on one person's word. Empty: never asked. */
  secondPersonLevels: readonly Level[];
  /** Who may be the second person. */
  approvers: readonly StaffRole[];
}

/** Who works at the desk at all. */
export const DESK_ROLES: readonly StaffRole[] = ['duty-officer', 'alert-approver'];

/**
 * Whether a decision needs a second person: by its own levels and by those it replaces. To lift or lower a red
 * warning by mistake costs as much as to issue one by mistake.
 */
export function needsSecondPerson(
  settings: DeskSettings,
  parts: readonly Pick<AlertPart, 'level'>[],
  replaced: readonly Pick<AlertPart, 'level'>[],
): boolean {
  return [...parts, ...replaced].some(
    ({ level }) => level !== null && settings.secondPersonLevels.includes(level),
  );
}

export type ApprovalRefusal = 'role-missing' | 'second-person-same';

/** Whether this member may be the second person: another than who began it, changed it last or asked for it. */
export function approvalRefusal(
  settings: DeskSettings,
  draft: Pick<DeskDraft, 'createdBy' | 'updatedBy' | 'requestedBy'>,
  member: StaffMember,
): ApprovalRefusal | null {
  if (!hasRole(member, ...settings.approvers)) return 'role-missing';
  const first: readonly (DeskPerson | null)[] = [draft.createdBy, draft.updatedBy, draft.requestedBy];
  return first.some((person) => person?.id === member.id) ? 'second-person-same' : null;
}

/** The first region outside the member's tree; null when all lie inside. */
export function firstOutside(member: StaffMember, adcodes: readonly Adcode[]): Adcode | null {
  return adcodes.find((adcode) => !reaches(member, adcode)) ?? null;
}

export const personOf = ({ id, name }: StaffMember): DeskPerson => ({ id, name });
