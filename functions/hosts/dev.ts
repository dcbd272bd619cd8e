import { getRequestListener } from '@hono/node-server';
import { dev } from 'astro';
import type { Connect } from 'vite';
import type { Env } from '../env.ts';
import { clientAddress } from '../http/client-address.ts';
import { problemResponse } from '../http/problem-response.ts';
import { failed } from '../../src/domain/problem.ts';
import { createWiring } from '../wiring.ts';
import type { RunningServer } from './node.ts';
import { openOwnPersistence } from './open-own-persistence.ts';
import { writeServerFile } from './server-file.ts';

/** What the functions answer; everything else is Astro's, with reload on change. */
const FUNCTIONS = /^\/(?:api\/|alerts\/feed\.atom$|alerts\/[0-9a-z]+\.cap\.xml$|feeds\/)/;

/**
 * `npm run dev`: the same functions and database behind Astro's development server. No page cache, no service
 * worker, no compression: those are the built site's.
 */
export async function startDevServer(env: Env, project: string): Promise<RunningServer> {
  const persistence = await openOwnPersistence(env);
  const wiring = await createWiring(env, persistence);
  const listener = getRequestListener(async (request, { incoming }) => {
    const answer = await wiring.functions(request, clientAddress(incoming, env.ANLAN_TRUSTED_PROXY));
    return answer ?? problemResponse(failed('not-found').problem);
  });
  let middlewares: Connect.Server | undefined;
  const server = await dev({
    root: project,
    server: { port: env.PORT, host: env.HOST },
    integrations: [
      {
        name: 'anlan-functions',
        hooks: { 'astro:server:setup': ({ server: vite }) => void (middlewares = vite.middlewares) },
      },
    ],
  });
  const handle: Connect.NextHandleFunction = (request, response, next) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (FUNCTIONS.test(path)) return void listener(request, response);
    const address = clientAddress(request, env.ANLAN_TRUSTED_PROXY);
    // Where Astro's development server looks for what a host hands its pages.
    const cookies = new Request('http://localhost/', { headers: { cookie: request.headers.cookie ?? '' } });
    const member = path.startsWith('/staff') ? wiring.staffOf(cookies) : Promise.resolve(null);
    member.then((staff) => {
      const locals = {
        portal: wiring.portal,
        tipOffDesk: wiring.tipOffDeskFor(address),
        staff,
        staffPages: wiring.staffPages,
        desk: wiring.desk,
      };
      Reflect.set(request, Symbol.for('astro.locals'), locals);
      next();
    }, next);
  };
  // First of all, before Astro's own check of trailing slashes, which a function's address need not have.
  middlewares?.stack.unshift({ route: '', handle });
  const url = `http://localhost:${server.address.port}`;
  await writeServerFile(persistence.folder.path, { url, pid: process.pid });
  return {
    url,
    dataFolder: persistence.folder.path,
    stop: async () => {
      wiring.closeStreams();
      await server.stop();
      await wiring.close();
      await persistence.close();
    },
  };
}
