import type { Draft } from '../../store/store.ts';
import { EXIT } from '../command.ts';
import { operatorCommand, printable, problemLine } from '../operator-command.ts';
import { NO_OPERANDS } from '../read-line.ts';

export const alertDrafts = operatorCommand({
  name: 'alert drafts',
  summary: '列出没有读全、等人补全的预警文字',
  usage: '用法：npm run -s anlan -- alert drafts [--json]',
  operands: NO_OPERANDS,
  options: { json: { type: 'boolean' } },
  async run(line, client, io) {
    const answer = await client.call<{ drafts: Draft[] }>('GET', '/drafts');
    if (!answer.ok) {
      io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const { drafts } = answer.value;
    if (line.values['json'] === true) io.out(JSON.stringify(drafts));
    else if (drafts.length === 0) io.out('没有草稿。');
    else
      for (const draft of drafts)
        io.out(
          `${draft.id}  缺：${draft.missing.join('、')}\n  ${printable(draft.document.body.slice(0, 120))}`,
        );
    return EXIT.ok;
  },
});
