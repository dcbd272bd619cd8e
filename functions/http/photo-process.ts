import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DecodeAnswer, DecodeLimits } from './photo-decoder.ts';

/** A photo that takes so long was made to; the process is killed, the next photo gets a new one. */
const LONGEST_MS = 20_000;
/** The process holds some 60 MB, which a small machine wants back when nobody reports. */
const IDLE_MS = 60_000;

export interface DecoderOptions {
  /** Only tests decode with another program than ours. */
  program?: URL;
  longestMs?: number;
}

/** Decodes one photo. Null: the decoder died or took too long; what it was given is gone with it. */
export type Decode = (photo: Uint8Array) => Promise<DecodeAnswer | null>;

/**
 * A decoder apart from the server, started for the first photo and ended when idle. It holds no key and no connection,
 * may read nothing but program files, write nothing, and start nothing; a crash costs its own photo only.
 */
export function createDecoder(limits: DecodeLimits, options: DecoderOptions = {}): Decode {
  const program = options.program ?? new URL('./photo-decoder.ts', import.meta.url);
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;

  const started = (): ChildProcess => {
    const made = fork(fileURLToPath(program), [JSON.stringify(limits)], {
      serialization: 'advanced',
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
      execArgv: [
        '--permission',
        '--allow-addons',
        '--allow-fs-read=*',
        '--max-old-space-size=128',
        '--expose-gc',
        '--no-warnings',
      ],
      // What a photo needed is given back at once: with glibc's defaults four large photos left 190 MB behind, with
      // these 74.
      env: {
        PATH: '/usr/local/bin:/usr/bin:/bin',
        LC_ALL: 'C',
        MALLOC_ARENA_MAX: '1',
        MALLOC_TRIM_THRESHOLD_: '131072',
        MALLOC_MMAP_THRESHOLD_: '131072',
      },
    });
    const leave = (): void => {
      if (child === made) child = null;
    };
    made.on('error', leave).on('exit', leave);
    // Who dies while it is written to is noticed by its end.
    made.stdin?.on('error', leave);
    // The server may end while it waits for photos; the channel's end then ends it too.
    made.unref();
    made.channel?.unref();
    return made;
  };

  const drop = (): void => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = null;
  };

  return async (photo) => {
    clearTimeout(idle);
    child ??= started();
    const answer = await answerOf(child, photo, options.longestMs ?? LONGEST_MS);
    if (answer === null) drop();
    else idle = setTimeout(drop, IDLE_MS).unref();
    return answer;
  };
}

function answerOf(child: ChildProcess, photo: Uint8Array, longestMs: number): Promise<DecodeAnswer | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), longestMs);
    const finish = (answer: DecodeAnswer | null): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onGone).off('error', onGone);
      resolve(answer);
    };
    const onMessage = (answer: unknown): void => finish(answer as DecodeAnswer);
    const onGone = (): void => finish(null);
    child.on('message', onMessage).on('exit', onGone).on('error', onGone);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(photo.length);
    child.stdin?.write(length);
    child.stdin?.write(photo);
  });
}
