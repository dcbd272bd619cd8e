import { readFile } from 'node:fs/promises';
import type { Accepted } from '../../use-cases/alert-deps.ts';
import { acceptedLines } from '../accepted.ts';
import { EXIT, type CommandIo } from '../command.ts';
import type { OperatorClient, ServerProblem } from '../operator-client.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';

type Item = Accepted | { outcome: 'refused'; problem: ServerProblem };

const usage = `用法：npm run -s anlan -- alert ingest [--json] 文件…

转发别的单位发布的预警：CAP 1.2 文件，或中文预警文字（UTF-8 或 GB18030，一个文件可以有几条）。
原文转发，不改动级别。读不全的存为草稿，补全后才发布。同一份提交两次只发布一次。

  --json   每个文件输出一行 JSON
退出码：0 全部接收（含草稿），1 有文件被拒绝，2 用法错误`;

async function ingestFile(
  file: string,
  client: OperatorClient,
  isJson: boolean,
  io: CommandIo,
): Promise<boolean> {
  const bytes = await readFile(file).catch(() => null);
  const answer =
    bytes === null
      ? {
          ok: false as const,
          problem: { word: 'file-unreadable', title: '读不到这个文件，请核对路径和权限。' },
        }
      : await client.call<{ results: Item[] }>(
          'POST',
          '/documents',
          new Uint8Array(bytes),
          'application/octet-stream',
        );
  if (isJson) {
    io.out(
      JSON.stringify(answer.ok ? { file, results: answer.value.results } : { file, problem: answer.problem }),
    );
    return answer.ok && answer.value.results.every((item) => item.outcome !== 'refused');
  }
  if (!answer.ok) {
    io.err(`${file}：${problemLine(answer.problem)}`);
    return false;
  }
  let isTaken = true;
  for (const item of answer.value.results) {
    if (item.outcome === 'refused') {
      isTaken = false;
      io.err(`${file}：${problemLine(item.problem)}`);
    } else io.out(`${file}：${acceptedLines(item).join('\n')}`);
  }
  return isTaken;
}

export const alertIngest = operatorCommand({
  name: 'alert ingest',
  summary: '转发预警：CAP 文件或中文预警文字',
  usage,
  operands: { name: '文件', min: 1, max: Infinity },
  options: { json: { type: 'boolean' } },
  async run(line, client, io) {
    let isAllTaken = true;
    // One after the other, in the order given: a later file may update an earlier one.
    for (const file of line.positionals)
      if (!(await ingestFile(file, client, line.values['json'] === true, io))) isAllTaken = false;
    return isAllTaken ? EXIT.ok : EXIT.failed;
  },
});
