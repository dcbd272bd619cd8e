import { EnvProblem } from '../env.ts';
import { HostRefusal } from '../hosts/host-refusal.ts';
import { EXIT, type Command, type CommandIo } from './command.ts';
import { COMMANDS } from './table.ts';

const HELP_WORDS = new Set(['--help', '-h', 'help']);

/** The longest command name that `args` begins with. */
function findName(args: readonly string[]): string | null {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    if (args.length >= words && Object.hasOwn(COMMANDS, name)) return name;
  }
  return null;
}

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    '安澜命令行工具',
    '',
    '用法：npm run -s anlan -- <命令> [选项] …',
    '',
    '命令：',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    '看一条命令的用法：npm run -s anlan -- <命令> --help',
  ].join('\n');
}

function usageOf(command: Command): string {
  return `${command.name}  ${command.summary}\n\n${command.usage}`;
}

/**
 * Runs one command line and resolves to the exit code. Usage errors are 2, so that a script can tell
 * "you called me wrongly" from "it failed".
 */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<number> {
  const wantsHelp = HELP_WORDS.has(args[0] ?? '');
  const rest = wantsHelp ? args.slice(1) : args;
  const name = findName(rest);
  if (name === null) {
    if (rest.length > 0) io.err(`没有这条命令：${rest.slice(0, 2).join(' ')}\n`);
    (wantsHelp && rest.length === 0 ? io.out : io.err)(await overview());
    return wantsHelp && rest.length === 0 ? EXIT.ok : EXIT.usage;
  }
  const command = await (COMMANDS[name] as () => Promise<Command>)();
  const own = rest.slice(name.split(' ').length);
  const end = own.indexOf('--');
  const options = end === -1 ? own : own.slice(0, end);
  if (wantsHelp || options.includes('--help') || options.includes('-h')) {
    io.out(usageOf(command));
    return EXIT.ok;
  }
  try {
    return await command.run(own, io);
  } catch (error) {
    // A wrong variable, a folder that cannot be used: the operator's to mend. Anything else is a bug and keeps its stack.
    if (!(error instanceof EnvProblem) && !(error instanceof HostRefusal)) throw error;
    io.err(error.message);
    return EXIT.failed;
  }
}
