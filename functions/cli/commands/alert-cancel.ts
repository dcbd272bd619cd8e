import type { Accepted } from '../../use-cases/alert-deps.ts';
import { EXIT } from '../command.ts';
import { operatorCommand, text } from '../operator-command.ts';
import { report } from './alert-issue.ts';

const usage = `用法：npm run -s anlan -- alert cancel 预警编号 [--reason 文字]

解除本单位发布的预警，收到过的人都会收到解除消息。
转发的预警用这条命令只是撤回转发；发布单位解除时，请用 alert ingest 提交解除原文。

  --reason 文字   写给公众看的说明
  --json          输出 JSON`;

export const alertCancel = operatorCommand({
  name: 'alert cancel',
  summary: '解除预警，或撤回转发',
  usage,
  options: { reason: { type: 'string' }, json: { type: 'boolean' } },
  async run(line, client, io) {
    const [alertId] = line.positionals;
    if (alertId === undefined) {
      io.err(usage);
      return EXIT.usage;
    }
    const body = JSON.stringify({ reason: text(line, 'reason') ?? '' });
    const path = `/alerts/${encodeURIComponent(alertId)}/cancel`;
    return report(await client.call<Accepted>('POST', path, body), line.values['json'] === true, io);
  },
});
