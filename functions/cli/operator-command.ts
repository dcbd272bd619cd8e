import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { EXIT, type Command, type CommandIo } from './command.ts';
import {
  openOperatorClient,
  operatorDataFolder,
  type OperatorClient,
  type ServerProblem,
} from './operator-client.ts';

/** What a command got from its line: options by name, and the rest in order. */
export interface Line {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  positionals: string[];
}

interface OperatorCommand {
  name: string;
  summary: string;
  usage: string;
  options: ParseArgsOptionsConfig;
  run(line: Line, client: OperatorClient, io: CommandIo): Promise<number>;
}

/** A command that talks to the running server: reads its line, finds the server, says in Chinese what is wrong. */
export function operatorCommand({ name, summary, usage, options, run }: OperatorCommand): Command {
  return {
    name,
    summary,
    usage,
    async run(args, io) {
      let line: Line;
      try {
        const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
        line = { values: parsed.values, positionals: parsed.positionals };
      } catch {
        io.err(`选项写错了。\n${usage}`);
        return EXIT.usage;
      }
      const client = await openOperatorClient(operatorDataFolder());
      if (!client.ok) {
        io.err(problemLine(client.problem));
        return EXIT.failed;
      }
      return run(line, client.value, io);
    },
  };
}

export function problemLine(problem: ServerProblem): string {
  const where = problem.path === undefined || problem.path === '' ? '' : `\n  位置：${problem.path}`;
  const detail = problem.detail === undefined ? '' : `\n  ${printable(problem.detail)}`;
  return `${problem.title}（${problem.word}）${where}${detail}`;
}

/** Words from a document, safe for a terminal: a control character could move the cursor or recolour what follows. */
export function printable(words: string): string {
  return words.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

export function text(line: Line, name: string): string | undefined {
  const value = line.values[name];
  return typeof value === 'string' ? value : undefined;
}

export function texts(line: Line, name: string): string[] {
  const value = line.values[name];
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all
    .flatMap((one) => (typeof one === 'string' ? one.split(/[,，、\s]+/) : []))
    .filter((one) => one !== '');
}
