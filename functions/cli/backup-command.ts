import { parseArgs } from 'node:util';
import { readEnv } from '../env.ts';
import type { BackupOptions, RowCounts } from '../hosts/backup.ts';
import { HostRefusal } from '../hosts/host-refusal.ts';
import { EXIT, type Command, type CommandIo } from './command.ts';
import { operatorDataFolder } from './operator-client.ts';
import { readPassphrase } from './passphrase.ts';

interface BackupCommand {
  name: string;
  summary: string;
  usage: string;
  question: string;
  /** The snapshot file from what stands after the options; null when the line is wrong. */
  fileOf(positionals: string[]): string | null;
  run(options: BackupOptions, io: CommandIo): Promise<void>;
}

/** A command that works on the data folder itself, server or no server, and needs the passphrase of a snapshot. */
export function backupCommand({ name, summary, usage, question, fileOf, run }: BackupCommand): Command {
  return {
    name,
    summary,
    usage,
    async run(args, io) {
      let line;
      try {
        line = parseArgs({
          args: [...args],
          options: { 'passphrase-file': { type: 'string' } },
          allowPositionals: true,
        });
      } catch {
        io.err(`选项写错了。\n${usage}`);
        return EXIT.usage;
      }
      const file = fileOf(line.positionals);
      if (file === null) {
        io.err(usage);
        return EXIT.usage;
      }
      try {
        const passphrase = await readPassphrase(line.values['passphrase-file'], question);
        if (passphrase === null) {
          io.err('没有给出口令。可以写在文件里：--passphrase-file 文件');
          return EXIT.usage;
        }
        const { DATABASE_URL: databaseUrl } = readEnv();
        await run({ dataFolder: operatorDataFolder(), databaseUrl, file, passphrase }, io);
        return EXIT.ok;
      } catch (error) {
        if (!(error instanceof HostRefusal) && !isFileError(error)) throw error;
        io.err(error.message);
        return EXIT.failed;
      }
    },
  };
}

/** What the operator mends by themselves: no such file, no room, no permission. */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** One line that lets a person see whether it is the right portal. */
export function countsLine(rows: RowCounts): string {
  const of = (table: string) => rows[table] ?? 0;
  return `预警 ${of('alert_revision')} 版，订阅 ${of('subscription')} 个，避难场所 ${of('shelter')} 处，举报 ${of('tip_off')} 件`;
}
