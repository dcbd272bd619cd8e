import { restoreBackup } from '../../hosts/backup.ts';
import { backupCommand, countsLine } from '../backup-command.ts';

export const restore = backupCommand({
  name: 'restore',
  summary: '把备份恢复到一个空的数据目录（可以是另一台机器、另一个 PostgreSQL 版本）',
  usage: `用法：[ANLAN_DATA=空目录] npm run -s anlan -- restore [--passphrase-file 文件] 备份文件

恢复到 ANLAN_DATA 指定的目录（不指定就是默认的数据目录）；它要不存在或是空的。
设了 DATABASE_URL 就恢复到那个数据库，它也要是空的。恢复后直接 npm start，订阅和查询码都还有效。`,
  question: '备份口令（不会显示）：',
  operands: { name: '备份文件', min: 1, max: 1 },
  defaultFile: () => '',
  async run(options, io) {
    const rows = await restoreBackup(options);
    io.out(`已恢复到 ${options.dataFolder}：${countsLine(rows)}。现在可以 npm start 了。`);
  },
});
