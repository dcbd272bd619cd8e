import { CASE_READERS } from './case-desk.ts';
import { hasRole, type StaffMember, type StaffRole } from './staff.ts';

/** One room of the bureau's own side: its address, its name in the way, what it is for, and whom it opens to. */
export interface StaffPlace {
  href: string;
  name: string;
  summary: string;
  roles: readonly StaffRole[];
}

const PLACES: readonly StaffPlace[] = [
  {
    href: '/staff/alerts/',
    name: '预警',
    summary: '编写、签发、更新和解除预警，安排演练',
    roles: ['duty-officer', 'alert-approver'],
  },
  {
    href: '/staff/notices/',
    name: '通告',
    summary: '禁火令、旅游安全提示、重点时段。通告不是预警',
    roles: ['duty-officer', 'alert-approver'],
  },
  {
    href: '/staff/calls/',
    name: '叫应',
    summary: '看哪里已经叫应、哪里还没有，只有数目，没有姓名',
    roles: ['duty-officer', 'alert-approver', 'grassroots'],
  },
  {
    href: '/staff/cases/',
    name: '举报',
    summary: '受理、转办、核查、整改、办结，每一件还有几天到期',
    roles: CASE_READERS,
  },
  {
    href: '/staff/rewards/',
    name: '奖励',
    summary: '核定、审批、发放举报奖励，看台账。没有举报人的任何信息',
    roles: ['handler', 'approver', 'auditor'],
  },
  {
    href: '/staff/custodian/',
    name: '身份保管',
    summary: '保管密钥，同意或退回调阅身份的申请，核对领奖人',
    roles: ['custodian'],
  },
  {
    href: '/staff/results/',
    name: '公开结果',
    summary: '把办结的举报查到了什么、怎么改的告诉公众。看不到举报内容',
    roles: ['editor', 'approver'],
  },
  {
    href: '/staff/channels/',
    name: '对外渠道',
    summary: '短信网关、公众号、广播前端、邮件：看交没交到，暂停、恢复、发测试',
    roles: ['administrator'],
  },
  {
    href: '/staff/accounts/',
    name: '人员',
    summary: '添加人员，改角色和区域，停用或重设账户',
    roles: ['administrator'],
  },
  {
    href: '/staff/audit/',
    name: '审计',
    summary: '谁在什么时候做了什么，只能添加，不能改',
    roles: ['auditor', 'administrator'],
  },
];

/** The rooms that the member's roles open, in the order of the way. */
export function placesOf(member: StaffMember): readonly StaffPlace[] {
  return PLACES.filter(({ roles }) => hasRole(member, ...roles));
}

/** Whether the member may enter the room at `href`. A page asks it first of all; the functions behind it ask again. */
export function mayEnter(member: StaffMember, href: string): boolean {
  return placesOf(member).some((place) => place.href === href);
}
