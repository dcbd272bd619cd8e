import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../functions/cli/command-line.ts';

async function anlan(...args: string[]) {
  const out: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: () => undefined };
  return { exit: await runCommandLine(args, io), out };
}

describe('the command line', () => {
  it.each([
    [['alert', 'check'], 2],
    [['alert', 'check', '--nonsense', 'x'], 2],
    [['alert', 'check', '--received', '昨天', 'x'], 2],
    [['no-such-command'], 2],
    [[], 2],
    [['help'], 0],
    [['--help'], 0],
    [['alert', 'check', '--help'], 0],
  ])('%j exits with %i', async (args, exit) => {
    expect((await anlan(...args)).exit).toBe(exit);
  });

  it('help lists every command in Chinese', async () => {
    const { out } = await anlan('help');
    expect(out.join('\n')).toMatch(/alert check +试读预警文件/);
  });
});
