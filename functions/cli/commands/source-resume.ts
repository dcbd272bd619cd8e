import { EXIT } from '../command.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';

export const sourceResume = operatorCommand({
  name: 'source resume',
  summary: '恢复去取一个来源',
  usage: '用法：npm run -s anlan -- source resume 名称',
  operands: { name: '名称', min: 1, max: 1 },
  options: {},
  async run(line, client, io) {
    const path = `/sources/${encodeURIComponent(line.positionals[0] ?? '')}`;
    const answer = await client.call('PUT', path, JSON.stringify({ state: 'active' }));
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    io.out('已恢复。');
    return EXIT.ok;
  },
});
