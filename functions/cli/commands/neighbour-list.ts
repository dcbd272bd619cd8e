import type { SourceStatus } from '../../../src/domain/neighbour.ts';
import { PROBLEM_STATUS, type ProblemWord } from '../../../src/domain/problem.ts';
import { problemText } from '../../../src/strings/problem-text.ts';
import { EXIT } from '../command.ts';
import { operatorCommand, printable, problemLine } from '../operator-command.ts';
import { NO_OPERANDS } from '../read-line.ts';
import { spokenBeijing } from '../spoken-beijing.ts';

export const neighbourList = operatorCommand({
  name: 'neighbour list',
  summary: '看邻近单位送来的预警收得怎么样',
  usage: '用法：npm run -s anlan -- neighbour list [--json]',
  operands: NO_OPERANDS,
  options: { json: { type: 'boolean' } },
  async run(line, client, io) {
    const answer = await client.call<{ neighbours: SourceStatus[] }>('GET', '/neighbours');
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const { neighbours } = answer.value;
    if (line.values['json'] === true) io.out(JSON.stringify(neighbours));
    else if (neighbours.length === 0) io.out('还没有邻近单位。用 neighbour add 添加。');
    else for (const one of neighbours) io.out(describe(one));
    return EXIT.ok;
  },
});

function describe(one: SourceStatus): string {
  const word = one.lastProblem;
  const said =
    word === null
      ? ''
      : Object.hasOwn(PROBLEM_STATUS, word)
        ? problemText({ word: word as ProblemWord })
        : word;
  return [
    `${printable(one.name)}  ${one.state === 'paused' ? '已暂停' : one.failures === 0 ? '正常' : `连续拒绝 ${one.failures} 次`}`,
    `  上次收下：${one.lastOkAt === null ? '还没有' : spokenBeijing(one.lastOkAt)}；` +
      `收下 ${one.accepted}，重复 ${one.repeated}，拒绝 ${one.refused}，与本地无关 ${one.ignored}`,
    ...(said === '' ? [] : [`  ${said}`]),
  ].join('\n');
}
