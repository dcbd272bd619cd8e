import type { Accepted } from '../../use-cases/alert-deps.ts';
import { ALERT_OPTIONS, ALERT_OPTIONS_USAGE } from '../alert-options.ts';
import { EXIT } from '../command.ts';
import { operatorCommand } from '../operator-command.ts';
import { readForm, report } from './alert-issue.ts';

const usage = `用法：npm run -s anlan -- alert update 预警编号 选项…

用新的一版换掉本单位发布的预警。收到过任何一版的人都会收到，不管新的范围里有没有他。
预警编号是网址 /alerts/编号/ 里的那一段。各项要写全，和发布时一样：

${ALERT_OPTIONS_USAGE}`;

export const alertUpdate = operatorCommand({
  name: 'alert update',
  summary: '更新本单位发布的预警',
  usage,
  operands: { name: '预警编号', min: 1, max: 1 },
  options: ALERT_OPTIONS,
  async run(line, client, io) {
    const [alertId = ''] = line.positionals;
    const form = await readForm(line, io);
    if (form === null) return EXIT.usage;
    const path = `/alerts/${encodeURIComponent(alertId)}`;
    return report(await client.call<Accepted>('PUT', path, form), line.values['json'] === true, io);
  },
});
