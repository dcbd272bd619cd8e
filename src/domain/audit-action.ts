import { STAFF_ROLE_NAME } from './staff.ts';

/** What a person reads for the words of the log. An area that logs a word adds it here; an unknown one is shown as it is. */
const ACTION_NAME: Readonly<Record<string, string>> = {
  'alert-approved': '签发预警',
  'alert-cancelled': '解除预警',
  'alert-corrected': '更正预警',
  'alert-issued': '发布预警',
  'alert-returned': '退回预警',
  'alert-updated': '更新预警',
  'backup-codes-renewed': '换备用码',
  'case-approve': '批准奖励',
  'case-ask-identity': '申请调阅身份',
  'case-assess': '核定奖励',
  'case-claim': '申请领奖',
  'case-deny': '不予奖励',
  'case-end-identity': '结束调阅身份',
  'case-extend-claim': '延长领奖时间',
  'case-grant-identity': '同意调阅身份',
  'case-lapse': '逾期视为放弃奖励',
  'case-lower': '调低奖励',
  'case-notify': '通知领奖',
  'case-pay': '发放奖励',
  'case-refuse-identity': '不同意调阅身份',
  'case-refused': '越权操作，已拒绝',
  'case-revoke': '撤销奖励',
  'case-waive': '举报人放弃奖励',
  'claim-checked': '核对领奖资格',
  'claim-opened': '打开领奖信息',
  'custodian-key-added': '登记保管公钥',
  'custodian-key-retired': '停用保管公钥',
  'identity-opened': '保管员打开身份信息',
  'identity-read': '申请人查看身份信息',
  'neighbour-added': '添加邻近单位',
  'neighbour-removed': '删除邻近单位',
  'neighbour-secret-changed': '换邻近单位的密钥',
  'notice-changed': '改通告',
  'notice-published': '发通告',
  'notice-withdrawn': '撤通告',
  'original-opened': '打开封存原件',
  'outlet-added': '添加对外渠道',
  'outlet-paused': '暂停对外渠道',
  'outlet-removed': '删除对外渠道',
  'outlet-resumed': '恢复对外渠道',
  'outlet-tested': '测试对外渠道',
  'override-used': '一人发布（未经签发）',
  'passkey-added': '添加通行密钥',
  'passkey-removed': '删除通行密钥',
  'password-changed': '改密码',
  'password-set': '设置密码',
  'person-tagged': '核对身份证号',
  'rewards-exported': '导出奖励台账',
  'second-factor-failed': '第二道验证没有通过',
  'second-factor-removed': '停用验证器',
  'second-factor-set-up': '设好第二道验证',
  'sign-in-failed': '登录失败',
  'signed-in': '登录',
  'signed-out': '退出',
  'signed-out-everywhere': '在所有设备退出',
  'staff-added': '添加人员',
  'staff-locked': '停用账户',
  'staff-reset': '重设登录方式',
  'staff-role-changed': '改角色和区域',
  'staff-unlocked': '启用账户',
};

/** Stable words that stand alone in a line's from, to or reason. */
const VALUE_NAME: Readonly<Record<string, string>> = {
  ...STAFF_ROLE_NAME,
  backup: '备用码',
  'code-used': '用过的验证码',
  locked: '账户已停用',
  passkey: '通行密钥',
  password: '密码不对',
  totp: '验证器',
};

/** `duty-officer editor @ 654225` → 值班员 内容编辑 @ 654225; what holds none of the words stays as it is. */
export function auditValue(value: string | null): string {
  return (value ?? '')
    .split(' ')
    .map((word) => (Object.hasOwn(VALUE_NAME, word) ? VALUE_NAME[word] : word))
    .join(' ');
}

export const auditActionName = (action: string): string => ACTION_NAME[action] ?? action;
