import { open } from 'node:fs/promises';
import type { Lexicon } from '../../../src/domain/bulletin-clause.ts';
import { toInstant, type Instant } from '../../../src/domain/instant.ts';
import { readEventCodes, readGazetteer } from '../../content/content-files.ts';
import { checkDocument, type CheckResult } from '../../use-cases/check-bulletin.ts';
import { EXIT, type Command, type CommandIo } from '../command.ts';
import { describeCheck } from '../describe-check.ts';
import { readLine, text } from '../read-line.ts';

/** A bulletin is at most some megabytes; a larger file was given by mistake and must not fill the memory. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;

const USAGE = `用法：npm run -s anlan -- alert check [--json] [--received 时间] 文件…

逐个判断文件能不能接收：CAP 1.2（XML）或中文预警正文，按内容识别。
不需要服务器，不发布，不改动任何东西。一个文件里有几条正文时，逐条判断。

选项：
  --json           每条一行 JSON：file、verdict、problems、alert
  --received 时间  收到时间，如 2026-07-24T15:40:00+08:00；正文没写年份或月份时用它补全（不给就不猜）

结果：accept 可以接收；accept-with-warnings 可以接收但要看提示；reject 不能接收
退出码：0 每个文件都判断了；1 有文件读不了；2 用法不对`;

const OPTIONS = { json: { type: 'boolean' }, received: { type: 'string' } } as const;

type Read = { ok: true; bytes: Uint8Array } | { ok: false; message: string };

async function readInput(file: string): Promise<Read> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > MAX_FILE_BYTES) return { ok: false, message: '文件太大，没有读取。' };
      return { ok: true, bytes: new Uint8Array(await handle.readFile()) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return { ok: false, message: '没有这个文件。' };
    if (code === 'EISDIR') return { ok: false, message: '这是一个文件夹，请给出文件。' };
    return { ok: false, message: `文件读不了（${code ?? '原因不明'}）。` };
  }
}

function parseReceived(text: string | undefined): Instant | null | 'wrong' {
  if (text === undefined) return null;
  // Without an offset the time would be read in the machine's own zone.
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  return hasOffset && !Number.isNaN(Date.parse(text)) ? toInstant(new Date(text)) : 'wrong';
}

function print(io: CommandIo, isJson: boolean, file: string, results: readonly CheckResult[]): void {
  for (const [index, result] of results.entries()) {
    const line = { file, ...(results.length > 1 ? { index } : {}), ...result };
    io.out(isJson ? JSON.stringify(line) : describeCheck(line));
  }
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const line = readLine(args, OPTIONS, { name: '文件', min: 1, max: Infinity });
  if (typeof line === 'string') {
    io.err(`${line}\n\n${USAGE}`);
    return EXIT.usage;
  }
  const receivedAt = parseReceived(text(line, 'received'));
  if (receivedAt === 'wrong') {
    io.err(`--received 的时间要带时区，如 2026-07-24T15:40:00+08:00。\n\n${USAGE}`);
    return EXIT.usage;
  }
  const isJson = line.values['json'] === true;
  const lexicon: Lexicon = { gazetteer: readGazetteer(), eventCodes: readEventCodes() };
  let exit: number = EXIT.ok;
  for (const file of line.positionals) {
    const input = await readInput(file);
    if (input.ok) print(io, isJson, file, checkDocument(input.bytes, lexicon, receivedAt));
    else {
      exit = EXIT.failed;
      const problems = [{ word: 'file-unreadable', message: input.message, path: '' }];
      print(io, isJson, file, [{ verdict: 'reject', problems, alert: null }]);
    }
  }
  return exit;
}

export const alertCheck: Command = {
  name: 'alert check',
  summary: '试读预警文件：逐个判断能不能接收，不发布',
  usage: USAGE,
  run,
};
