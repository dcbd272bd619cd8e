/** What a command may touch: tests give their own. */
export interface CommandIo {
  out(line: string): void;
  err(line: string): void;
}

/** Exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** One command of the tool, one file each in commands/. */
export interface Command {
  /** Words as typed, e.g. `alert check`. */
  name: string;
  /** One Chinese line for the overview. */
  summary: string;
  /** Chinese, several lines: arguments, options, exit codes. */
  usage: string;
  /** `args` are what follows the name. Resolves to the exit code. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}
