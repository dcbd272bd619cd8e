import { Worker } from 'node:worker_threads';
import type { Picture, PictureOrder, PictureStudio } from './picture-contract.ts';

/** A picture is some hundred kilobytes; a county has a handful of current bulletins. */
const KEPT = 48;
/** One drawing takes a quarter of a second; whoever would wait longer than some seconds is told so at once. */
const MOST_WAITING = 16;
/** A drawing that takes so long never ends: the thread is stopped, the next one gets a new thread. */
const LONGEST_MS = 15_000;
/** With its fonts the thread holds some 200 MB, which a small machine wants back when nobody draws. */
const IDLE_MS = 60_000;
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

type Answer = { answer: Uint8Array<ArrayBuffer> | 'font' } | { error: string };

export interface StudioOptions {
  report(message: string): void;
  longestMs?: number;
  idleMs?: number;
  /** Only tests draw with another thread than ours. */
  worker?: () => Worker;
}

export function createPictureStudio(options: StudioOptions): PictureStudio {
  const { report, longestMs = LONGEST_MS, idleMs = IDLE_MS } = options;
  const newWorker =
    options.worker ??
    (() => new Worker(new URL('./picture-worker.ts', import.meta.url), { resourceLimits: MEMORY }));
  const kept = new Map<string, Promise<Picture>>();
  let waiting = 0;
  let line: Promise<unknown> = Promise.resolve();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  const started = (made: Worker): Worker => {
    const leave = (): void => {
      if (worker === made) worker = null;
    };
    // Whoever dies while nobody listens would take the server along.
    made.on('error', leave).on('exit', leave).unref();
    return made;
  };

  const drop = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = worker;
    worker = null;
    await ending?.terminate();
  };

  const drawOne = async (order: PictureOrder): Promise<Picture> => {
    if (isClosed) return { ok: false, reason: 'failed' };
    clearTimeout(idle);
    const own = (worker ??= started(newWorker()));
    const answer = await answerOf(own, order, longestMs);
    if (answer === null || 'error' in answer) {
      report(`图片没有画成：${answer?.error ?? '太久了'}`);
      await drop();
      return { ok: false, reason: 'failed' };
    }
    idle = setTimeout(() => void drop(), idleMs).unref();
    return answer.answer === 'font' ? { ok: false, reason: 'font' } : { ok: true, png: answer.answer };
  };

  return {
    draw(key, order) {
      const known = kept.get(key);
      if (known !== undefined) return known;
      if (waiting >= MOST_WAITING) return Promise.resolve({ ok: false, reason: 'busy' });
      waiting += 1;
      const drawing = line.then(() => drawOne(order())).finally(() => (waiting -= 1));
      line = drawing.catch(() => undefined);
      kept.set(key, drawing);
      const oldest = kept.size > KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      // A failure may pass; a missing character does not.
      const forget = (): void => {
        if (kept.get(key) === drawing) kept.delete(key);
      };
      drawing.then((picture) => {
        if (!picture.ok && picture.reason === 'failed') forget();
      }, forget);
      return drawing;
    },
    close: () => {
      isClosed = true;
      return drop();
    },
  };
}

/** Null: no answer in time. A thread that dies answers with its last words. */
function answerOf(worker: Worker, order: PictureOrder, longestMs: number): Promise<Answer | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), longestMs);
    const finish = (answer: Answer | null): void => {
      clearTimeout(timer);
      worker.off('message', finish).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: Error): void => finish({ error: error.message });
    const onExit = (): void => finish({ error: '绘图线程停了' });
    worker.on('message', finish).on('error', onError).on('exit', onExit);
    worker.postMessage({ order });
  });
}
