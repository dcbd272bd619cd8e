import { spawn } from 'node:child_process';
import type { Speech, Voice } from './voice-contract.ts';
import { waveFile } from './wave-file.ts';

/** A minute and a half of speech at 44 kHz stereo is 16 MB; no script is longer. */
const MOST_BYTES = 20_000_000;
const LONGEST_MS = 60_000;
const MOST_WAITING = 8;
const KEPT = 6;

export interface CommandVoiceOptions {
  /** Program and arguments; it takes text on its standard input and gives WAV on its standard output. */
  command: readonly string[];
  report(message: string): void;
  longestMs?: number;
  mostBytes?: number;
}

/** No shell, no arguments from outside, none of the server's secrets in its environment. */
export function createCommandVoice(options: CommandVoiceOptions): Voice {
  const [program = '', ...args] = options.command;
  const kept = new Map<string, Promise<Speech>>();
  let waiting = 0;
  let line: Promise<unknown> = Promise.resolve();

  const speakOne = async (text: string): Promise<Speech> => {
    const result = await run(program, args, text, options);
    const wav = typeof result === 'string' ? null : waveFile(result);
    if (wav !== null) return { ok: true, wav };
    options.report(`语音没有合成：${typeof result === 'string' ? result : '输出不是 WAV'}`);
    return { ok: false, reason: 'failed' };
  };

  return {
    isInstalled: true,
    speak(text) {
      const known = kept.get(text);
      if (known !== undefined) return known;
      if (waiting >= MOST_WAITING) return Promise.resolve({ ok: false, reason: 'busy' });
      waiting += 1;
      const speaking = line.then(() => speakOne(text)).finally(() => (waiting -= 1));
      line = speaking.catch(() => undefined);
      kept.set(text, speaking);
      const oldest = kept.size > KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      void speaking.then((speech) => {
        if (!speech.ok && kept.get(text) === speaking) kept.delete(text);
      });
      return speaking;
    },
  };
}

/** What no configuration gives. */
export const noVoice: Voice = {
  isInstalled: false,
  speak: () => Promise.resolve({ ok: false, reason: 'none' }),
};

/** The bytes it wrote, or why there are none. */
function run(
  program: string,
  args: readonly string[],
  text: string,
  { longestMs = LONGEST_MS, mostBytes = MOST_BYTES }: CommandVoiceOptions,
): Promise<Uint8Array | string> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' },
    });
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => finish('太久了'), longestMs);
    const finish = (result: Uint8Array | string): void => {
      clearTimeout(timer);
      if (typeof result === 'string') child.kill('SIGKILL');
      resolve(result);
    };
    child.on('error', (error) => finish(error.message));
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > mostBytes) finish('声音文件太大');
      else chunks.push(chunk);
    });
    child.on('close', (code) => finish(code === 0 ? Buffer.concat(chunks) : `退出码 ${code ?? '无'}`));
    // A program that ends before it has read all is judged by its exit, not by the broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
  });
}
