import { STAFF_ROLE_NAME, STAFF_ROLES, type StaffRole } from '../../src/domain/staff.ts';
import type { StaffAccount } from '../../src/domain/staff-account.ts';
import type { Invitation } from '../use-cases/manage-staff.ts';
import { EXIT, type CommandIo } from './command.ts';
import type { OperatorClient, ServerAnswer } from './operator-client.ts';
import { printable, problemLine } from './operator-command.ts';
import { spokenBeijing } from './spoken-beijing.ts';

export const ROLES_USAGE = STAFF_ROLES.map((role) => `    ${role.padEnd(16)} ${STAFF_ROLE_NAME[role]}`).join(
  '\n',
);

/** 值班员 or duty-officer; what is neither goes to the server, which says what is allowed. */
export function roleOf(word: string): string {
  return STAFF_ROLES.find((role) => STAFF_ROLE_NAME[role] === word) ?? word;
}

/** The account with this address, as the server knows it. */
export async function accountOf(client: OperatorClient, email: string): Promise<ServerAnswer<StaffAccount>> {
  const answer = await client.call<{ accounts: StaffAccount[] }>('GET', '/staff');
  if (!answer.ok) return answer;
  const account = answer.value.accounts.find((one) => one.email === email.trim().toLowerCase());
  if (account !== undefined) return { ok: true, value: account };
  return {
    ok: false,
    problem: { word: 'account-unknown', title: `没有邮箱是 ${printable(email)} 的账户。` },
  };
}

const STATE = { invited: '等待设置密码', incomplete: '等待设第二道验证', ready: '可以登录' } as const;

export function accountLine(account: StaffAccount): string {
  const roles = account.roles.map((role: StaffRole) => STAFF_ROLE_NAME[role]).join('、');
  const state = account.isLocked ? '已停用' : STATE[account.state];
  return `${printable(account.name)}  ${account.email}  ${roles}  ${account.adcodes.join('、')}  ${state}`;
}

/** Says what became of a change: the account, and an invitation that is shown this once. */
export function reportAccount(
  answer: ServerAnswer<Invitation | StaffAccount>,
  isJson: boolean,
  io: CommandIo,
): number {
  if (!answer.ok) {
    if (isJson) io.out(JSON.stringify({ problem: answer.problem }));
    else io.err(problemLine(answer.problem));
    return EXIT.failed;
  }
  const { value } = answer;
  if (isJson) io.out(JSON.stringify(value));
  else if ('setUp' in value) {
    io.out(accountLine(value.account));
    io.out(`设置链接：${value.link}`);
    io.out(`设置码：${value.setUp.code}`);
    io.out(
      `只显示这一次，${spokenBeijing(value.setUp.expiresAt)}前有效，只能用一次。请当面或打电话交给本人。`,
    );
  } else io.out(accountLine(value));
  return EXIT.ok;
}
