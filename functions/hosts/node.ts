import { getRequestListener } from '@hono/node-server';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Env } from '../env.ts';
import { clientAddress } from '../http/client-address.ts';
import { answerEvents } from '../http/event-stream.ts';
import { answerFast, createFastAnswers } from '../http/fast-answers.ts';
import { putFastFront } from '../http/fast-front.ts';
import { PageCache } from '../http/page-cache.ts';
import { finishHeaders } from '../http/security-headers.ts';
import { StaticFiles } from '../http/static-files.ts';
import { createWiring, type Wiring } from '../wiring.ts';
import { handleRequest, type HostParts } from './handle-request.ts';
import { closeServer, listen, localUrl } from './listen.ts';
import { openOwnPersistence } from './open-own-persistence.ts';
import type { Persistence } from './persistence.ts';
import { removeServerFile, writeServerFile } from './server-file.ts';

export interface RunningServer {
  url: string;
  dataFolder: string;
  /** Drains requests and jobs, then stops the database. Safe to call twice. */
  stop(): Promise<void>;
}

/** Starts the whole product on one port. `dist` is a finished build. Throws HostRefusal with a Chinese reason. */
export async function startServer(env: Env, dist: string): Promise<RunningServer> {
  const persistence = await openOwnPersistence(env);
  let wiring: Wiring | undefined;
  try {
    wiring = await createWiring(env, persistence);
    const parts = await hostParts(wiring, dist);
    const listener = getRequestListener((request, { incoming }) =>
      handleRequest(parts, request, clientAddress(incoming, env.ANLAN_TRUSTED_PROXY)),
    );
    const answers = createFastAnswers(parts.pages, Date.now);
    const { broadcaster } = wiring;
    const server = createServer((incoming, outgoing) => {
      if (answerFast(answers, incoming, outgoing)) return;
      if (!answerEvents(broadcaster, incoming, outgoing)) void listener(incoming, outgoing);
    });
    const front = putFastFront(server, answers);
    const port = await listen(server, env);
    const url = env.ANLAN_PUBLIC_URL ?? `http://localhost:${port}`;
    await writeServerFile(persistence.folder.path, { url: localUrl(env.HOST, port), pid: process.pid });
    const running = wiring;
    const watch = reviveWhenGone(running, persistence);
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      await watch.end();
      await removeServerFile(persistence.folder.path);
      running.closeStreams();
      front.letGo();
      await closeServer(server);
      await running.close();
      await persistence.close();
    };
    return { url, dataFolder: persistence.folder.path, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await wiring?.close();
    await persistence.close();
    throw error;
  }
}

/** How often it is looked whether the database is away; then an embedded one that was killed is started again. */
const LOOK_MS = 2_000;

/** Nobody may be there at night to start what the system killed for want of memory. */
function reviveWhenGone(wiring: Wiring, persistence: Persistence): { end(): Promise<void> } {
  let reviving: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy || persistence.revive === undefined || wiring.keptSince() === null) return;
    isBusy = true;
    // What fails now (a crashed database needs a moment to let go of its memory) is tried again.
    reviving = persistence.revive().then(
      () => void (isBusy = false),
      () => void (isBusy = false),
    );
  }, LOOK_MS);
  return {
    end: () => {
      clearInterval(timer);
      return reviving;
    },
  };
}

async function hostParts(wiring: Wiring, dist: string): Promise<HostParts> {
  const entry = (await import(pathToFileURL(join(dist, 'server', 'entry.mjs')).href)) as Pick<
    HostParts,
    'render'
  >;
  const pages = new PageCache({
    now: Date.now,
    nextChangeAt: wiring.nextChangeAt,
    isConfirmed: () => wiring.keptSince() === null,
    finish: (headers) => finishHeaders(headers, { isSecure: false, isStaff: false }),
  });
  wiring.onChange(() => pages.drop());
  return {
    files: await StaticFiles.open(join(dist, 'client'), join(dist, 'policies.json')),
    render: entry.render,
    functions: wiring.functions,
    portal: wiring.portal,
    tipOffDeskFor: wiring.tipOffDeskFor,
    staffOf: wiring.staffOf,
    staffPages: wiring.staffPages,
    desk: wiring.desk,
    cases: wiring.cases,
    rewards: wiring.rewards,
    pages,
    ownOrigins: wiring.ownOrigins,
    keptSince: wiring.keptSince,
    isDatabaseUp: wiring.isDatabaseUp,
    // The path alone: a query may hold what a person typed, and no address of a reader is ever written down.
    report: (error, request) => console.error(`${request.method} ${new URL(request.url).pathname}`, error),
  };
}
