import { readEnv } from '../env.ts';
import type { BackupOptions, RowCounts } from '../hosts/backup.ts';
import { HostRefusal } from '../hosts/host-refusal.ts';
import { EXIT, type Command, type CommandIo } from './command.ts';
import { fileProblem } from '../hosts/file-problem.ts';
import { operatorDataFolder } from './operator-client.ts';
import { readPassphrase } from './passphrase.ts';
import { readLine, text, type Operands } from './read-line.ts';

interface BackupCommand {
  name: string;
  summary: string;
  usage: string;
  question: string;
  operands: Operands;
  /** The snapshot file when none is named. */
  defaultFile(): string;
  run(options: BackupOptions, io: CommandIo): Promise<void>;
}

/** A command that works on the data folder itself, server or no server, and needs the passphrase of a snapshot. */
export function backupCommand({
  name,
  summary,
  usage,
  question,
  operands,
  defaultFile,
  run,
}: BackupCommand): Command {
  return {
    name,
    summary,
    usage,
    async run(args, io) {
      const line = readLine(args, { 'passphrase-file': { type: 'string' } }, operands);
      if (typeof line === 'string') {
        io.err(`${line}\n${usage}`);
        return EXIT.usage;
      }
      const file = line.positionals[0] ?? defaultFile();
      try {
        const passphrase = await readPassphrase(text(line, 'passphrase-file'), question);
        if (passphrase === null) {
          io.err('没有给出口令。可以写在文件里：--passphrase-file 文件');
          return EXIT.usage;
        }
        const { DATABASE_URL: databaseUrl } = readEnv();
        await run({ dataFolder: operatorDataFolder(), databaseUrl, file, passphrase }, io);
        return EXIT.ok;
      } catch (error) {
        const said = error instanceof HostRefusal ? error.message : fileProblem(error);
        if (said === null) throw error;
        io.err(said);
        return EXIT.failed;
      }
    },
  };
}

/** One line that lets a person see whether it is the right portal. */
export function countsLine(rows: RowCounts): string {
  const of = (table: string) => rows[table] ?? 0;
  return `预警 ${of('alert_revision')} 版，订阅 ${of('subscription')} 个，避难场所 ${of('shelter')} 处，举报 ${of('tip_off')} 件`;
}
