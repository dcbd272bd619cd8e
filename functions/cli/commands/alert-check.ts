import { EXIT, type Command } from '../command.ts';

export const alertCheck: Command = {
  name: 'alert check',
  summary: '试读预警文件：逐个判断能不能接收，不发布',
  usage: '用法：npm run -s anlan -- alert check [--json] 文件…',
  run: (_args, _io) => Promise.resolve(EXIT.failed),
};
