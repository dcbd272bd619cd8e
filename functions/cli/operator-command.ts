import type { ParseArgsOptionsConfig } from 'node:util';
import { EXIT, type Command, type CommandIo } from './command.ts';
import {
  openOperatorClient,
  operatorDataFolder,
  type OperatorClient,
  type ServerProblem,
} from './operator-client.ts';
import { readLine, type Line, type Operands } from './read-line.ts';

interface OperatorCommand {
  name: string;
  summary: string;
  usage: string;
  options: ParseArgsOptionsConfig;
  operands: Operands;
  run(line: Line, client: OperatorClient, io: CommandIo): Promise<number>;
}

/** A command that talks to the running server: reads its line, finds the server, says in Chinese what is wrong. */
export function operatorCommand({ name, summary, usage, options, operands, run }: OperatorCommand): Command {
  return {
    name,
    summary,
    usage,
    async run(args, io) {
      const line = readLine(args, options, operands);
      if (typeof line === 'string') {
        io.err(`${line}\n${usage}`);
        return EXIT.usage;
      }
      const client = await openOperatorClient(operatorDataFolder());
      if (client.ok) return run(line, client.value, io);
      if (line.values['json'] === true) io.out(JSON.stringify({ problem: client.problem }));
      else io.err(problemLine(client.problem));
      return EXIT.failed;
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
