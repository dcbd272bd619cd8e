import { build } from 'esbuild';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A site small enough to be understood at a glance, with the real worker. */
export interface SmallSite {
  origin: string;
  /** What a path answers now; a test changes it. */
  pages: Map<string, { html: string; headers?: Record<string, string>; status?: number; delayMs?: number }>;
  /** Paths asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

export async function startSmallSite(): Promise<SmallSite> {
  const worker = await bundledWorker();
  const site: SmallSite = { origin: '', pages: new Map(), asked: [], close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/sw.js')
      return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(worker);
    site.asked.push(path);
    const page = site.pages.get(path);
    const send = (): void =>
      void response
        .writeHead(page?.status ?? (page === undefined ? 404 : 200), {
          'content-type': path.endsWith('.css') ? 'text/css' : 'text/html; charset=utf-8',
          'cache-control': 'no-cache',
          ...page?.headers,
        })
        .end(page?.html ?? 'nothing here');
    setTimeout(send, page?.delayMs ?? 0);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  site.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  site.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return site;
}

async function bundledWorker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../src/service-worker/worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    tsconfigRaw: '{}',
    define: {
      'process.env.NODE_ENV': '"production"',
      __PRECACHE__: JSON.stringify(
        ['/offline/', '/guides/fire/', '/base.css'].map((url) => ({ url, revision: '1' })),
      ),
      __STYLESHEETS__: '["/base.css"]',
    },
  });
  return outputFiles[0]?.text ?? '';
}

/** A page in the shape of the real layout. */
export const pageOf = (body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><title>t</title></head><body><!--stored-copy--><main>${body}</main></body></html>`;
