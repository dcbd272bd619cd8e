import type { StaffAccount } from '../../../src/domain/staff-account.ts';
import type { Invitation } from '../../use-cases/manage-staff.ts';
import { operatorCommand } from '../operator-command.ts';
import { text } from '../read-line.ts';
import { accountOf, reportAccount } from '../staff-account.ts';

/** Three commands that name an account and a reason. */
const onAccount = (what: 'lock' | 'unlock' | 'reset', summary: string, about: string) =>
  operatorCommand({
    name: `staff ${what}`,
    summary,
    usage: `用法：npm run -s anlan -- staff ${what} 邮箱 [--reason 文字] [--json]

${about}

  --reason 文字   为什么，写进审计记录
  --json          输出 JSON`,
    operands: { name: '邮箱', min: 1, max: 1 },
    options: { reason: { type: 'string' }, json: { type: 'boolean' } },
    async run(line, client, io) {
      const isJson = line.values['json'] === true;
      const account = await accountOf(client, line.positionals[0] ?? '');
      if (!account.ok) return reportAccount(account, isJson, io);
      const body = JSON.stringify({ reason: text(line, 'reason') ?? null });
      const path = `/staff/${encodeURIComponent(account.value.id)}/${what}`;
      return reportAccount(await client.call<Invitation | StaffAccount>('POST', path, body), isJson, io);
    },
  });

export const staffLock = onAccount(
  'lock',
  '停用账户，马上生效',
  '这个人已经打开的页面，下一次操作就要求登录，并且登不进来。记录都保留。',
);
export const staffUnlock = onAccount('unlock', '重新启用账户', '密码和第二道验证不变，需要重新登录。');
export const staffReset = onAccount(
  'reset',
  '重设登录方式，打印新的设置链接',
  '手机丢了、密码忘了用它：原来的密码、验证器、备用码、通行密钥全部作废，用新的设置链接重新设。',
);
