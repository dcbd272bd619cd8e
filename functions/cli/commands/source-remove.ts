import { EXIT } from '../command.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';

export const sourceRemove = operatorCommand({
  name: 'source remove',
  summary: '不再去取一个来源',
  usage: '用法：npm run -s anlan -- source remove 名称\n\n已经转发的预警不受影响。',
  operands: { name: '名称', min: 1, max: 1 },
  options: {},
  async run(line, client, io) {
    const answer = await client.call('DELETE', `/sources/${encodeURIComponent(line.positionals[0] ?? '')}`);
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    io.out('已删除。以前转发的预警还在。');
    return EXIT.ok;
  },
});
