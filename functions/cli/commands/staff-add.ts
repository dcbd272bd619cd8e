import type { Invitation } from '../../use-cases/manage-staff.ts';
import { operatorCommand } from '../operator-command.ts';
import { NO_OPERANDS, text, texts } from '../read-line.ts';
import { reportAccount, roleOf, ROLES_USAGE } from '../staff-account.ts';

const usage = `用法：npm run -s anlan -- staff add --name 姓名 --email 邮箱 --role 角色 --region 区划代码

添加一位工作人员，打印设置链接。本人打开链接，设密码和第二道验证以后才能登录。

  --name 姓名
  --email 邮箱         登录用，不会往里发信
  --role 角色          可以写几次，或用逗号隔开：
${ROLES_USAGE}
  --region 区划代码    管到哪里（含下级），可以写几次，或用逗号隔开
  --json               输出 JSON`;

export const staffAdd = operatorCommand({
  name: 'staff add',
  summary: '添加工作人员，打印一次性设置链接',
  usage,
  operands: NO_OPERANDS,
  options: {
    name: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string', multiple: true },
    region: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
  async run(line, client, io) {
    const form = {
      name: text(line, 'name') ?? '',
      email: text(line, 'email') ?? '',
      roles: texts(line, 'role').map(roleOf),
      adcodes: texts(line, 'region'),
    };
    const answer = await client.call<Invitation>('POST', '/staff', JSON.stringify(form));
    return reportAccount(answer, line.values['json'] === true, io);
  },
});
