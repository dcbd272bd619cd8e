import { getRequestListener } from '@hono/node-server';
import { createServer, type Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Env } from '../env.ts';
import { clientAddress } from '../http/client-address.ts';
import { PageCache } from '../http/page-cache.ts';
import { StaticFiles } from '../http/static-files.ts';
import { createWiring, type Wiring } from '../wiring.ts';
import { handleRequest, type HostParts } from './handle-request.ts';
import { HostRefusal } from './host-refusal.ts';
import { openOwnPersistence } from './open-own-persistence.ts';
import { writeServerFile } from './server-file.ts';

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
    const server = createServer(
      getRequestListener((request, { incoming }) =>
        handleRequest(parts, request, clientAddress(incoming, env.ANLAN_TRUSTED_PROXY)),
      ),
    );
    const port = await listen(server, env);
    const url = env.ANLAN_PUBLIC_URL ?? `http://localhost:${port}`;
    await writeServerFile(persistence.folder.path, { url: `http://127.0.0.1:${port}`, pid: process.pid });
    const running = wiring;
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      running.closeStreams();
      await close(server);
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

async function hostParts(wiring: Wiring, dist: string): Promise<HostParts> {
  const entry = (await import(pathToFileURL(join(dist, 'server', 'entry.mjs')).href)) as Pick<
    HostParts,
    'render'
  >;
  const pages = new PageCache(() => Date.parse(wiring.portal.now()), wiring.nextChangeAt);
  wiring.onChange(() => pages.drop());
  return {
    files: await StaticFiles.open(join(dist, 'client'), join(dist, 'policies.json')),
    render: entry.render,
    functions: wiring.functions,
    portal: wiring.portal,
    tipOffDeskFor: wiring.tipOffDeskFor,
    pages,
    ownOrigins: wiring.ownOrigins,
    isDatabaseUp: wiring.isDatabaseUp,
    // The path alone: a query may hold what a person typed, and no address of a reader is ever written down.
    report: (error, request) => console.error(`${request.method} ${new URL(request.url).pathname}`, error),
  };
}

function listen(server: Server, env: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new HostRefusal(`端口 ${env.PORT} 已被占用。请关掉占用它的程序，或换一个端口：PORT=8080 npm start`),
        );
      else if (error.code === 'EACCES')
        reject(new HostRefusal(`没有权限使用端口 ${env.PORT}。请换 1024 以上的端口：PORT=8080 npm start`));
      else reject(error);
    });
    server.listen(env.PORT, env.HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : env.PORT);
    });
  });
}

/** Waits for answers under way; connections that only wait (keep-alive) are closed at once. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // An answer that hangs must not keep the database from being stopped in order.
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  });
}
