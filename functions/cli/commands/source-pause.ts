import { EXIT } from '../command.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';

export const sourcePause = operatorCommand({
  name: 'source pause',
  summary: '暂停去取一个来源',
  usage: '用法：npm run -s anlan -- source pause 名称',
  operands: { name: '名称', min: 1, max: 1 },
  options: {},
  async run(line, client, io) {
    const path = `/sources/${encodeURIComponent(line.positionals[0] ?? '')}`;
    const answer = await client.call('PUT', path, JSON.stringify({ state: 'paused' }));
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    io.out('已暂停。');
    return EXIT.ok;
  },
});
