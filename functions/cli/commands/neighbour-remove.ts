import { EXIT } from '../command.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';

export const neighbourRemove = operatorCommand({
  name: 'neighbour remove',
  summary: '不再接收邻近单位送来的预警',
  usage: '用法：npm run -s anlan -- neighbour remove 单位名称\n\n密钥马上失效；已经收下的预警不变。',
  operands: { name: '单位名称', min: 1, max: 1 },
  options: {},
  async run(line, client, io) {
    const path = `/neighbours/${encodeURIComponent(line.positionals[0] ?? '')}`;
    const answer = await client.call('DELETE', path);
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    io.out('已删除，密钥马上失效。');
    return EXIT.ok;
  },
});
