import type { NeighbourAccess } from '../../use-cases/manage-neighbours.ts';
import { EXIT, type CommandIo } from '../command.ts';
import type { ServerAnswer } from '../operator-client.ts';
import { operatorCommand, printable, problemLine } from '../operator-command.ts';

const OPERANDS = { name: '单位名称', min: 1, max: 1 };
const OPTIONS = { json: { type: 'boolean' } } as const;

function report(answer: ServerAnswer<NeighbourAccess>, isJson: boolean, io: CommandIo): number {
  if (!answer.ok) {
    io.err(problemLine(answer.problem));
    return EXIT.failed;
  }
  const { neighbour, url, secret } = answer.value;
  if (isJson) io.out(JSON.stringify(answer.value));
  else
    io.out(
      `请把下面两行交给${printable(neighbour.name)}，密钥只显示这一次：\n  网址  ${url}\n  密钥  ${secret}`,
    );
  return EXIT.ok;
}

export const neighbourAdd = operatorCommand({
  name: 'neighbour add',
  summary: '让邻近单位把签名的预警送来',
  usage: `用法：npm run -s anlan -- neighbour add 单位名称 [--json]

对方用 POST 送来 CAP 1.2 文件（application/cap+xml，UTF-8），按 Standard Webhooks 签名。
涉及本地的按原文转发；与本地无关的、签名不对的、重复的都不发布，在 neighbour list 里有数。
对方也用安澜时，让他们运行：channel add webhook 编号 --name 本单位 --url 网址 --secret-file 文件`,
  operands: OPERANDS,
  options: OPTIONS,
  run: async (line, client, io) =>
    report(
      await client.call('POST', '/neighbours', JSON.stringify({ name: line.positionals[0] })),
      line.values['json'] === true,
      io,
    ),
});

export const neighbourRotate = operatorCommand({
  name: 'neighbour rotate',
  summary: '给邻近单位换密钥，旧的再用一天',
  usage: '用法：npm run -s anlan -- neighbour rotate 单位名称 [--json]',
  operands: OPERANDS,
  options: OPTIONS,
  run: async (line, client, io) =>
    report(
      await client.call('POST', `/neighbours/${encodeURIComponent(line.positionals[0] ?? '')}/rotate`),
      line.values['json'] === true,
      io,
    ),
});
