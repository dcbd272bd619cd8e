import { flushCompileCache } from 'node:module';
import { toInstant, type Instant } from '../../src/domain/instant.ts';
import { pushHostPolicy } from '../../src/domain/push-endpoint.ts';
import { loadCatalogue } from '../content/catalogue.ts';
import { readEnv, EnvProblem, type Env } from '../env.ts';
import { wirePush } from '../wiring/push.ts';
import { HostRefusal } from './host-refusal.ts';
import { openWorkerPersistence } from './open-worker-persistence.ts';
import { stopSignal } from './stop-signal.ts';

export interface RunningWorker {
  /** Ends the batches under way, then lets go of the database. */
  stop(): Promise<void>;
}

/**
 * `npm run worker`: a process that sends pushes and does nothing else, beside the server on one machine or on others.
 * It serves no page and starts no database. Resolves to the exit code.
 */
export async function runWorker(): Promise<number> {
  const stopping = stopSignal('正在停止：等待这一批推送发完……');
  try {
    const worker = await startWorker(readEnv());
    if (!stopping.aborted) {
      console.log('推送进程已启动。按 Ctrl-C 停止。');
      flushCompileCache();
      await new Promise((resolve) => stopping.addEventListener('abort', resolve));
    }
    await worker.stop();
    return 0;
  } catch (error) {
    console.error(error instanceof HostRefusal || error instanceof EnvProblem ? error.message : error);
    return 1;
  }
}

export async function startWorker(env: Env): Promise<RunningWorker> {
  // Every push carries links to the portal; a worker that guesses would send people to its own machine.
  if (env.ANLAN_PUBLIC_URL === undefined)
    throw new HostRefusal('推送进程要设 ANLAN_PUBLIC_URL，与服务的一样：推送里的链接都用它。');
  const persistence = await openWorkerPersistence(env);
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    // Jobs first: they still send and record.
    await persistence.jobs.stop();
    for (let close = closers.pop(); close; close = closers.pop()) await close();
    await persistence.close();
  };
  try {
    const now = (): Instant => toInstant(Date.now());
    const catalogue = loadCatalogue(now().slice(0, 10));
    const { guideInstruction, nameOf } = catalogue;
    await wirePush({
      env,
      persistence,
      catalogue,
      now,
      texts: { guideInstruction, nameOf, publicUrl: env.ANLAN_PUBLIC_URL },
      pushPolicy: pushHostPolicy(env.ANLAN_PUSH_HOSTS, {
        testOrigins: env.ANLAN_TEST_PUSH_ORIGIN === undefined ? [] : [env.ANLAN_TEST_PUSH_ORIGIN],
        isProduction: env.isProduction,
      }),
      onClose: (close) => void closers.push(close),
    });
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
