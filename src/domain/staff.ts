import type { Adcode } from './region.ts';

/**
 * What a person of the bureau may do. Tip-off roles are the separation of duties of
 * 《关于保护生产安全事故和事故隐患举报人的意见》(2013): who handles a case never holds its reporter's identity.
 */
export type StaffRole =
  /** 值班员: composes, issues, updates, cancels; schedules drills; publishes notices. */
  | 'duty-officer'
  /** 签发人: the second person for red and orange. May also do what a duty officer does. */
  | 'alert-approver'
  /** 灾害信息员、网格员: follows households on their own device, reports counts. */
  | 'grassroots'
  | 'intake'
  | 'handler'
  | 'approver'
  | 'custodian'
  | 'editor'
  /** Reads the audit log and nothing else. */
  | 'auditor'
  /** Adds, changes and locks accounts. Made first, by `anlan staff add`. */
  | 'administrator';

export const STAFF_ROLES: readonly StaffRole[] = [
  'duty-officer',
  'alert-approver',
  'grassroots',
  'intake',
  'handler',
  'approver',
  'custodian',
  'editor',
  'auditor',
  'administrator',
];

export const STAFF_ROLE_NAME: Record<StaffRole, string> = {
  'duty-officer': '值班员',
  'alert-approver': '签发人',
  grassroots: '灾害信息员',
  intake: '举报受理员',
  handler: '核查员',
  approver: '奖励审批人',
  custodian: '身份保管员',
  editor: '内容编辑',
  auditor: '审计员',
  administrator: '管理员',
};

/** 工作人员: one account, its roles and the regions it is bound to (each with everything below it). */
export interface StaffMember {
  id: string;
  /** 姓名 as colleagues and the audit log see it. */
  name: string;
  /** What they sign in with. */
  email: string;
  roles: readonly StaffRole[];
  adcodes: readonly Adcode[];
}

export function hasRole(member: StaffMember, ...anyOf: readonly StaffRole[]): boolean {
  return anyOf.some((role) => member.roles.includes(role));
}

/**
 * Whether a region lies inside the member's tree: 师→团→连, 市→县→乡→村. A township officer may never issue for the
 * county; an empty binding reaches nowhere.
 */
export function reaches(member: Pick<StaffMember, 'adcodes'>, adcode: Adcode): boolean {
  return member.adcodes.some((own) => adcode.startsWith(own));
}
