import type { StaffAccount } from '../../../src/domain/staff-account.ts';
import { EXIT } from '../command.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';
import { NO_OPERANDS } from '../read-line.ts';
import { accountLine } from '../staff-account.ts';

export const staffList = operatorCommand({
  name: 'staff list',
  summary: '列出工作人员、角色、区域和状态',
  usage: `用法：npm run -s anlan -- staff list [--json]`,
  operands: NO_OPERANDS,
  options: { json: { type: 'boolean' } },
  async run(line, client, io) {
    const answer = await client.call<{ accounts: StaffAccount[] }>('GET', '/staff');
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const { accounts } = answer.value;
    if (line.values['json'] === true) io.out(JSON.stringify(answer.value));
    else if (accounts.length === 0)
      io.out('还没有工作人员。添加第一位：npm run -s anlan -- staff add --help');
    else for (const account of accounts) io.out(accountLine(account));
    return EXIT.ok;
  },
});
