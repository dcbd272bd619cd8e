import { EXIT } from '../command.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';
import { NO_OPERANDS } from '../read-line.ts';

interface Verified {
  brokenAt: number | null;
  lines: number;
  hash: string | null;
}

export const auditVerify = operatorCommand({
  name: 'audit verify',
  summary: '核对审计记录有没有被改过',
  usage: `用法：npm run -s anlan -- audit verify [--json]

从第一条起逐条核对，每条都要接得上前一条。退出码 0 完整，1 不完整或核对不了。
末尾被整段删掉，光看记录看不出来：请把打印的条数和校验值抄在别处，下次比一比。`,
  operands: NO_OPERANDS,
  options: { json: { type: 'boolean' } },
  async run(line, client, io) {
    const answer = await client.call<Verified>('GET', '/audit/verify');
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const { brokenAt, lines, hash } = answer.value;
    if (line.values['json'] === true) io.out(JSON.stringify(answer.value));
    else if (brokenAt !== null)
      io.err(`第 ${brokenAt} 条接不上：它被改过，或它前面缺了。请保留现场，从备份里比对。`);
    else io.out(lines === 0 ? '还没有记录。' : `完整，共 ${lines} 条，最后一条的校验值 ${hash ?? ''}`);
    return brokenAt === null ? EXIT.ok : EXIT.failed;
  },
});
