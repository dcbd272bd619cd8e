import { build } from 'esbuild';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface LiveSite {
  origin: string;
  /** Event streams open now. */
  streams(): number;
  /** Times a page was asked for by a script. */
  refetches: string[];
  polls(): number;
  /** Tells the open streams. */
  tell(event: string, data: object): void;
  /** From now on streams are refused, as when there are too many readers. */
  refuse(): void;
  /** What the summary says from now on. */
  summary(body: object): void;
  close(): Promise<void>;
}

/** A server of two pages with one bulletin each and a stream, run by the browser modules of the site. */
export async function openLiveSite(): Promise<LiveSite> {
  const script = await build({
    stdin: {
      contents: `import { startLiveAlerts } from './live-alerts.ts'; startLiveAlerts();`,
      resolveDir: fileURLToPath(new URL('../../src/browser', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
  });
  const open = new Set<ServerResponse>();
  const refetches: string[] = [];
  let polls = 0;
  let isRefused = false;
  let summary: object = {};
  const hello = { now: new Date().toISOString(), changedAt: '2020-01-01T00:00:00.000Z', key: 'k0', changes: null, keptSince: null }; // prettier-ignore
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/api/alerts/stream')) {
      if (isRefused) return void response.writeHead(503).end();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`event: hello\ndata: ${JSON.stringify(hello)}\n\n`);
      open.add(response);
      response.on('close', () => open.delete(response));
    } else if (path === '/api/alerts/digest') {
      polls += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(summary));
    } else if (path === '/favicon.ico') response.writeHead(204).end();
    else {
      if (request.headers['sec-fetch-dest'] === 'empty') refetches.push(path);
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><html data-rendered-at="${new Date().toISOString()}"><body>
        <p id="count">${refetches.length}</p>
        <div data-live="current-alerts"><div data-by-place>
          <article data-alert-id="a1" data-revision="1" data-adcodes="654225" data-state="in-force">${refetches.length}</article>
        </div></div><script>${script.outputFiles[0]?.text ?? ''}</script></body></html>`);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    streams: () => open.size,
    refetches,
    polls: () => polls,
    tell: (event, data) => {
      for (const stream of open)
        stream.write(
          `event: ${event}\ndata: ${JSON.stringify({ ...hello, now: new Date().toISOString(), ...data })}\n\n`,
        );
    },
    refuse: () => {
      isRefused = true;
      for (const stream of open) stream.destroy();
    },
    summary: (body) => void (summary = body),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
