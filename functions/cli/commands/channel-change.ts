import { EXIT, type Command } from '../command.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';

interface Change {
  name: string;
  summary: string;
  usage: string;
  method: string;
  /** Behind the outlet's own path. */
  path: string;
  done: string;
}

function change({ name, summary, usage, method, path, done }: Change): Command {
  return operatorCommand({
    name,
    summary,
    usage: `用法：npm run -s anlan -- ${name} 编号\n\n${usage}`,
    operands: { name: '编号', min: 1, max: 1 },
    options: {},
    async run(line, client, io) {
      const [id = ''] = line.positionals;
      const answer = await client.call(method, `/outlets/${encodeURIComponent(id)}${path}`);
      if (!answer.ok) {
        io.err(problemLine(answer.problem));
        return EXIT.failed;
      }
      io.out(done);
      return EXIT.ok;
    },
  });
}

export const channelPause = change({
  name: 'channel pause',
  summary: '暂停一个对外渠道',
  usage: '暂停期间不交任何消息；恢复后，还有效的预警会补交。',
  method: 'POST',
  path: '/pause',
  done: '已暂停。还有效的预警等恢复后补交。',
});

export const channelResume = change({
  name: 'channel resume',
  summary: '恢复一个对外渠道，重试要人处理的',
  usage: '结束暂停；之前没有交到、还有效的预警马上重试。',
  method: 'POST',
  path: '/resume',
  done: '已恢复，还有效的预警正在补交。',
});

export const channelRemove = change({
  name: 'channel remove',
  summary: '删除一个对外渠道',
  usage: '删除后不再交任何消息，密钥一并删除；已经交过的记录保留。',
  method: 'DELETE',
  path: '',
  done: '已删除。',
});
