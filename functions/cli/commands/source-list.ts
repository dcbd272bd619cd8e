import type { SourceStatus } from '../../../src/domain/neighbour.ts';
import { EXIT } from '../command.ts';
import { operatorCommand, printable, problemLine } from '../operator-command.ts';
import { NO_OPERANDS } from '../read-line.ts';

export const sourceList = operatorCommand({
  name: 'source list',
  summary: '看各个来源取得怎么样',
  usage: '用法：npm run -s anlan -- source list [--json]',
  operands: NO_OPERANDS,
  options: { json: { type: 'boolean' } },
  async run(line, client, io) {
    const answer = await client.call<{ sources: SourceStatus[] }>('GET', '/sources');
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const { sources } = answer.value;
    if (line.values['json'] === true) io.out(JSON.stringify(sources));
    else if (sources.length === 0) io.out('还没有来源。用 source add 添加。');
    else
      for (const one of sources)
        io.out(
          `${printable(one.name)}  ${one.state === 'paused' ? '已暂停' : one.failures === 0 ? '正常' : `连续失败 ${one.failures} 次（${one.lastProblem ?? ''}）`}` +
            `\n  上次成功：${one.lastOkAt ?? '还没有'}；收下 ${one.accepted}，重复 ${one.repeated}，拒绝 ${one.refused}，与本地无关或已结束 ${one.ignored}`,
        );
    return EXIT.ok;
  },
});
