import { OUTLET_TROUBLE_NAME } from '../../../src/domain/outlet.ts';
import type { OutletResult } from '../../channels/outlet-contract.ts';
import { EXIT } from '../command.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';

export const channelTest = operatorCommand({
  name: 'channel test',
  summary: '往一个对外渠道发一条标明【测试】的消息',
  usage: `用法：npm run -s anlan -- channel test 编号 [--json]

消息里写明是测试、不是预警，没有级别、地区和 CAP，网关不会当成预警发出去。
退出码：0 对方收下了，1 没有收下`,
  operands: { name: '编号', min: 1, max: 1 },
  options: { json: { type: 'boolean' } },
  async run(line, client, io) {
    const [id = ''] = line.positionals;
    const answer = await client.call<OutletResult>('POST', `/outlets/${encodeURIComponent(id)}/test`);
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const result = answer.value;
    if (line.values['json'] === true) io.out(JSON.stringify(result));
    else if (result.outcome === 'delivered') io.out('对方收下了。');
    else io.err(`没有交到：${OUTLET_TROUBLE_NAME[result.trouble]}（${result.trouble}）`);
    return result.outcome === 'delivered' ? EXIT.ok : EXIT.failed;
  },
});
