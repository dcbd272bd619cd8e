import { EXIT } from '../command.ts';
import { operatorCommand, printable, problemLine } from '../operator-command.ts';

const usage = `用法：npm run -s anlan -- source add --name 名称 --url 网址 [--every 秒] [--internal]

定时去取邻近单位的预警（CAP 文件，或 Atom、RSS、EDXL 列表），按原文转发涉及本地的。
  --name      显示在页面上的来源名称，例如 某某州气象台
  --url       http 或 https 网址
  --every     隔多少秒取一次，30 到 3600，默认 60
  --internal  这个网址在本单位内网。不写的话，内网地址一律不取

例：npm run -s anlan -- source add --name 某某州应急管理局 --url https://yj.example.gov.cn/feeds/alerts.atom`;

export const sourceAdd = operatorCommand({
  name: 'source add',
  summary: '定时去取邻近单位的预警',
  usage,
  operands: { name: '', min: 0, max: 0 },
  options: {
    name: { type: 'string' },
    url: { type: 'string' },
    every: { type: 'string' },
    internal: { type: 'boolean' },
  },
  async run(line, client, io) {
    const { name, url, every, internal } = line.values;
    if (typeof name !== 'string' || typeof url !== 'string') {
      io.err(`--name 和 --url 都要写。\n${usage}`);
      return EXIT.usage;
    }
    const form = {
      name,
      url,
      ...(typeof every === 'string' ? { everySeconds: Number(every) } : {}),
      isInternal: internal === true,
    };
    const answer = await client.call<{ name: string }>('POST', '/sources', JSON.stringify(form));
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    io.out(`已添加来源 ${printable(answer.value.name)}，一分钟内去取第一次。用 source list 看结果。`);
    return EXIT.ok;
  },
});
