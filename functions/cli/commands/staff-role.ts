import type { StaffAccount } from '../../../src/domain/staff-account.ts';
import { operatorCommand } from '../operator-command.ts';
import { text, texts } from '../read-line.ts';
import { accountOf, reportAccount, roleOf, ROLES_USAGE } from '../staff-account.ts';

const usage = `用法：npm run -s anlan -- staff role 邮箱 [--role 角色] [--region 区划代码] [--reason 文字]

改角色或区域：写了的全部替换，没写的不变。这个人要重新登录。

  --role 角色          可以写几次，或用逗号隔开：
${ROLES_USAGE}
  --region 区划代码    可以写几次，或用逗号隔开
  --reason 文字        为什么，写进审计记录
  --json               输出 JSON`;

export const staffRole = operatorCommand({
  name: 'staff role',
  summary: '改工作人员的角色和区域',
  usage,
  operands: { name: '邮箱', min: 1, max: 1 },
  options: {
    role: { type: 'string', multiple: true },
    region: { type: 'string', multiple: true },
    reason: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(line, client, io) {
    const isJson = line.values['json'] === true;
    const account = await accountOf(client, line.positionals[0] ?? '');
    if (!account.ok) return reportAccount(account, isJson, io);
    const roles = texts(line, 'role').map(roleOf);
    const adcodes = texts(line, 'region');
    const grant = {
      roles: roles.length === 0 ? account.value.roles : roles,
      adcodes: adcodes.length === 0 ? account.value.adcodes : adcodes,
      reason: text(line, 'reason') ?? null,
    };
    const path = `/staff/${encodeURIComponent(account.value.id)}/grant`;
    return reportAccount(await client.call<StaffAccount>('PUT', path, JSON.stringify(grant)), isJson, io);
  },
});
