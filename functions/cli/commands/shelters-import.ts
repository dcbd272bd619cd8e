import { readFile } from 'node:fs/promises';
import type { ShelterReport } from '../../use-cases/import-shelters.ts';
import { SHELTER_COLUMNS } from '../../../src/domain/shelter-row.ts';
import { EXIT } from '../command.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';

const columns = Object.entries(SHELTER_COLUMNS)
  .map(([id, names]) => `${names[0] ?? id}（${id}）`)
  .join('、');
const usage = `用法：npm run -s anlan -- shelters import [--dry-run] [--json] 文件.csv

导入应急避难场所。第一行是列名，中文或英文都可以：
${columns}
必填：编号、名称、区划（区划代码，6 位或 9 位）、地址、来源、核验日期。不知道的留空，页面显示“未登记”。
有一行错误就一行也不导入。编号相同的行替换原来的。

  --dry-run   只检查，不导入
  --json      输出 JSON`;

export const sheltersImport = operatorCommand({
  name: 'shelters import',
  summary: '导入避难场所（CSV），可以先试读',
  usage,
  operands: { name: '文件', min: 1, max: 1 },
  options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  async run(line, client, io) {
    const [file = ''] = line.positionals;
    const bytes = await readFile(file).catch(() => null);
    if (bytes === null) {
      io.err(`读不到文件 ${file}，请核对路径。`);
      return EXIT.failed;
    }
    const isDryRun = line.values['dry-run'] === true;
    const path = `/shelters${isDryRun ? '?dry-run=1' : ''}`;
    const answer = await client.call<ShelterReport>('POST', path, new Uint8Array(bytes), 'text/csv');
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const report = answer.value;
    if (line.values['json'] === true) io.out(JSON.stringify(report));
    else {
      for (const p of report.errors) io.err(`第 ${p.line} 行 ${p.column}：${p.message}`);
      for (const p of report.warnings) io.out(`提醒：第 ${p.line} 行 ${p.column}：${p.message}`);
      if (report.unknownColumns.length > 0)
        io.out(`提醒：这些列不认识，没有读：${report.unknownColumns.join('、')}`);
      const saved = report.saved;
      io.out(
        `共 ${report.rows} 行，能读 ${report.readable} 行，错误 ${report.errors.length} 处。` +
          (saved === null
            ? isDryRun
              ? '这次只检查，没有导入。'
              : '没有导入。'
            : `新增 ${saved.inserted}，更新 ${saved.updated}。`),
      );
    }
    return report.errors.length > 0 ? EXIT.failed : EXIT.ok;
  },
});
