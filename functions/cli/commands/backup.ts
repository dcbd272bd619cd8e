import { beijingParts, toInstant } from '../../../src/domain/instant.ts';
import { backUp } from '../../hosts/backup.ts';
import { backupCommand, countsLine } from '../backup-command.ts';

const two = (value: number) => String(value).padStart(2, '0');

function defaultFile(): string {
  const at = beijingParts(toInstant(Date.now()));
  return `anlan-${at.year}${two(at.month)}${two(at.day)}-${two(at.hour)}${two(at.minute)}.age`;
}

export const backup = backupCommand({
  name: 'backup',
  summary: '把全部数据（含密钥和附件）备份成一个加密文件，不必停服务',
  usage: `用法：npm run -s anlan -- backup [--passphrase-file 文件] [备份文件]

不写备份文件就用当前目录下的 anlan-日期-时间.age。已有的文件不会被覆盖。
口令至少 12 个字符：从 --passphrase-file 的第一行读，或从标准输入读，或在终端里问。
口令丢了备份就打不开；请把它和备份分开保管。
备份里有密钥和举报内容，请按涉密程度保管。定时备份可以写进 cron。`,
  question: '备份口令（至少 12 个字符，不会显示）：',
  operands: { name: '备份文件', min: 0, max: 1 },
  defaultFile,
  async run(options, io) {
    const rows = await backUp(options);
    io.out(`已备份到 ${options.file}：${countsLine(rows)}。`);
  },
});
