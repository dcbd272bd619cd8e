import type { Accepted } from '../../use-cases/alert-deps.ts';
import { acceptedLines } from '../accepted.ts';
import { ALERT_OPTIONS, ALERT_OPTIONS_USAGE, formOf } from '../alert-options.ts';
import { EXIT, type CommandIo } from '../command.ts';
import type { ServerAnswer } from '../operator-client.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';
import { NO_OPERANDS, type Line } from '../read-line.ts';

/** Prints what the server answered about one alert; the exit code. */
export function report(answer: ServerAnswer<Accepted>, isJson: boolean, io: CommandIo): number {
  if (isJson) io.out(JSON.stringify(answer.ok ? answer.value : { problem: answer.problem }));
  else if (answer.ok) io.out(acceptedLines(answer.value).join('\n'));
  else io.err(problemLine(answer.problem));
  return answer.ok ? EXIT.ok : EXIT.failed;
}

/** The form, or null after saying why it could not be read. */
export async function readForm(line: Line, io: CommandIo): Promise<string | null> {
  try {
    return await formOf(line, Date.now());
  } catch {
    io.err('读不到 --form 指的文件，或者它不是 JSON。');
    return null;
  }
}

export const alertIssue = operatorCommand({
  name: 'alert issue',
  summary: '发布本单位的预警（气象预警信号除外）',
  usage: `用法：npm run -s anlan -- alert issue 选项…\n\n${ALERT_OPTIONS_USAGE}`,
  operands: NO_OPERANDS,
  options: ALERT_OPTIONS,
  async run(line, client, io) {
    const form = await readForm(line, io);
    if (form === null) return EXIT.usage;
    return report(await client.call<Accepted>('POST', '/alerts', form), line.values['json'] === true, io);
  },
});
