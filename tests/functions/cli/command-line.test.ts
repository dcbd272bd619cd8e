import { afterEach, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../../functions/cli/command-line.ts';
import { COMMANDS } from '../../../functions/cli/table.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function anlan(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  return { exit: await runCommandLine(args, io), out: out.join('\n'), err: err.join('\n') };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the command line', () => {
  it.each([
    [['alert', 'check'], 2],
    [['alert', 'check', '--nonsense', 'x'], 2],
    [['alert', 'check', '--received', '昨天', 'x'], 2],
    [['no-such-command'], 2],
    [['alert'], 2],
    [[], 2],
    [['help'], 0],
    [['--help'], 0],
    [['alert', 'check', '--help'], 0],
    [['help', 'alert', 'check'], 0],
  ])('%j exits with %i', async (args, exit) => {
    expect((await anlan(...args)).exit).toBe(exit);
  });

  it('help lists every command in Chinese, and each explains itself', async () => {
    const { out } = await anlan('help');
    expect(out).toMatch(/alert check +试读预警文件/);
    for (const name of Object.keys(COMMANDS)) {
      expect(out).toContain(name);
      const own = await anlan(...name.split(' '), '--help');
      expect(own, name).toMatchObject({ exit: 0, err: '' });
      expect(own.out, name).toMatch(/^.+ {2}[\u4e00-\u9fff]/);
    }
  });

  // No server runs in these: a line that is wrong is said so before anyone looks for one.
  it.each([
    [['alert', 'ingest'], '没有写文件'],
    [['alert', 'ingest', '--wrong', 'x'], '没有 --wrong 这个选项'],
    [['alert', 'issue', '--level'], '--level 后面要写内容'],
    [['alert', 'issue', '--level', '--json'], '--level 后面要写内容'],
    [['alert', 'issue', '山洪'], '多了“山洪”'],
    [['alert', 'cancel'], '没有写预警编号'],
    [['alert', 'cancel', 'a', 'b'], '多了“b”'],
    [['alert', 'complete'], '没有写草稿编号'],
    [['alert', 'check', '--json=yes', 'x'], '--json 后面不写内容'],
    [['doctor', 'now'], '多了“now”'],
    [['shelters', 'import'], '没有写文件'],
    [['restore'], '没有写备份文件'],
    [['backup', 'a', 'b'], '多了“b”'],
  ])('%j is a usage error that names the mistake', async (args, sentence) => {
    const { exit, err } = await anlan(...args);
    expect(exit).toBe(2);
    expect(err).toContain(sentence);
  });

  it('a wrong variable is said in words', async () => {
    vi.stubEnv('PORT', 'abc');
    expect(await anlan('doctor')).toEqual({
      exit: 1,
      out: '',
      err: '环境变量有误：\n  PORT 要是 0 到 65535 的整数',
    });
  });

  it('no server is a failure that names the folder; for a program it is JSON', async () => {
    const folder = await temporaryFolder();
    vi.stubEnv('ANLAN_DATA', folder);
    const plain = await anlan('doctor');
    expect(plain).toMatchObject({ exit: 1, out: '' });
    expect(plain.err).toContain(`没有找到正在运行的安澜服务（数据目录 ${folder}）`);
    const json = await anlan('doctor', '--json');
    expect(json).toMatchObject({ exit: 1, err: '' });
    expect(JSON.parse(json.out)).toMatchObject({ problem: { word: 'server-not-running' } });
  });
});
