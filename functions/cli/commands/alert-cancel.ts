import type { Accepted } from '../../use-cases/alert-deps.ts';
import { operatorCommand } from '../operator-command.ts';
import { text } from '../read-line.ts';
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
  operands: { name: '预警编号', min: 1, max: 1 },
  options: { reason: { type: 'string' }, json: { type: 'boolean' } },
  async run(line, client, io) {
    const [alertId = ''] = line.positionals;
    const body = JSON.stringify({ reason: text(line, 'reason') ?? '' });
    const path = `/alerts/${encodeURIComponent(alertId)}/cancel`;
    return report(await client.call<Accepted>('POST', path, body), line.values['json'] === true, io);
  },
});
