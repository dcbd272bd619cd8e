import { LEVEL_NAME } from '../../../src/domain/level.ts';
import {
  isInTrouble,
  OUTLET_KIND_NAME,
  OUTLET_TROUBLE_NAME,
  type OutletStatus,
} from '../../../src/domain/outlet.ts';
import { EXIT } from '../command.ts';
import { operatorCommand, printable, problemLine } from '../operator-command.ts';
import { NO_OPERANDS } from '../read-line.ts';
import { spokenBeijing } from '../spoken-beijing.ts';

export const channelList = operatorCommand({
  name: 'channel list',
  summary: '列出对外渠道，看各交得怎么样',
  usage: '用法：npm run -s anlan -- channel list [--json]',
  operands: NO_OPERANDS,
  options: { json: { type: 'boolean' } },
  async run(line, client, io) {
    const answer = await client.call<{ outlets: OutletStatus[] }>('GET', '/outlets');
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const { outlets } = answer.value;
    if (line.values['json'] === true) io.out(JSON.stringify(outlets));
    else if (outlets.length === 0) io.out('还没有对外渠道。用 channel add 添加。');
    else for (const outlet of outlets) io.out(describe(outlet));
    return EXIT.ok;
  },
});

function describe(outlet: OutletStatus): string {
  const { lastTrouble, lastFailedAt, lastDeliveredAt } = outlet;
  const state = outlet.state === 'paused' ? '已暂停' : isInTrouble(outlet) ? '有问题' : '正常';
  return [
    `${outlet.id}  ${state}  ${printable(outlet.name)}，${OUTLET_KIND_NAME[outlet.kind]}，${printable(outlet.address)}`,
    `  ${LEVEL_NAME[outlet.lowestLevel]}及以上，${outlet.adcodes.length === 0 ? '全部地区' : outlet.adcodes.join('、')}，` +
      `${outlet.acceptsDrills ? '接收演练' : '不收演练'}，${outlet.acceptsNotices ? '接收通告' : '不收通告'}${outlet.isInternal ? '，允许内网地址' : ''}`,
    `  上次交到：${lastDeliveredAt === null ? '还没有' : spokenBeijing(lastDeliveredAt)}；` +
      `等着交 ${outlet.waiting} 条，要人处理 ${outlet.stuck} 条`,
    ...(lastTrouble === null || lastFailedAt === null
      ? []
      : [`  上次没交到：${spokenBeijing(lastFailedAt)}，${OUTLET_TROUBLE_NAME[lastTrouble]}`]),
  ].join('\n');
}
