import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * The passphrase of a backup: from a file, from what is piped in, or asked for without showing it. Never from the
 * command line, where every user of the machine can read it. Null when none was given.
 */
export async function readPassphrase(
  file: string | undefined,
  question: string,
  input: NodeJS.ReadStream = process.stdin,
): Promise<string | null> {
  if (file !== undefined) return firstLine(await readFile(file, 'utf8'));
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: input.isTTY === true });
  try {
    if (input.isTTY) {
      process.stderr.write(question);
      const typed = await lines.question('');
      process.stderr.write('\n');
      return firstLine(typed);
    }
    for await (const line of lines) return firstLine(line);
    return null;
  } finally {
    lines.close();
  }
}

function firstLine(text: string): string | null {
  const line = text.split(/\r?\n/)[0]?.trim() ?? '';
  return line === '' ? null : line;
}
