import { yuanText } from '../../../src/domain/money.ts';
import { LEDGER_FAULT_NAME, type LedgerFault } from '../../../src/domain/reward-check.ts';
import type { RewardAccount } from '../../../src/domain/reward-ledger.ts';
import { EXIT } from '../command.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';
import { NO_OPERANDS } from '../read-line.ts';

interface Checked {
  faults: LedgerFault[];
  lines: number;
  balances: Record<RewardAccount, number>;
}

export const rewardsCheck = operatorCommand({
  name: 'rewards check',
  summary: '核对奖励台账：借贷平不平，和每一件举报对不对得上',
  usage: `用法：npm run -s anlan -- rewards check [--json]

逐条核对奖励台账。退出码 0 对得上，1 对不上或核对不了。`,
  operands: NO_OPERANDS,
  options: { json: { type: 'boolean' } },
  async run(line, client, io) {
    const answer = await client.call<Checked>('GET', '/rewards/check');
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const { faults, lines, balances } = answer.value;
    const { budget, committed, paid } = balances;
    const isRight = faults.length === 0 && budget + committed + paid === 0;
    if (line.values['json'] === true) io.out(JSON.stringify(answer.value));
    else if (isRight)
      io.out(
        lines === 0
          ? '台账还是空的。'
          : `对得上，共 ${lines} 条：已批待发 ${yuanText(committed)}，已发 ${yuanText(paid)}。`,
      );
    else {
      if (budget + committed + paid !== 0) io.err('台账不平。请保留现场，从备份里比对。');
      for (const { caseNo, fault } of faults) io.err(`${caseNo}：${LEDGER_FAULT_NAME[fault]}`);
    }
    return isRight ? EXIT.ok : EXIT.failed;
  },
});
