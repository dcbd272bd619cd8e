import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { makeLocalCertificate } from './http-certificate.ts';

/** What an institution's gateway does instead of taking a bulletin. */
export type Trick =
  | { status: number; headers?: Record<string, string> }
  | 'hang'
  | 'hang-up'
  | 'endless-body'
  | 'dripping-headers'
  | 'dripping-body';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface WebhookReceiver {
  /** `https://localhost:PORT`. */
  origin: string;
  port: number;
  /** What its certificate is signed with. */
  ca: string;
  received: Received[];
  /** Whole requests that came in, also those answered badly. */
  requests: number;
  trick: Trick | null;
  close(): Promise<void>;
}

/** A gateway on loopback with a certificate of its own. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const certificate = await makeLocalCertificate();
  const server = createServer(certificate, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      receiver.requests += 1;
      if (receiver.trick !== null) return play(receiver.trick, response);
      receiver.received.push({
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      response.writeHead(200).end('ok');
    });
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    origin: `https://localhost:${port}`,
    port,
    ca: certificate.cert,
    received: [],
    requests: 0,
    trick: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

function play(trick: Trick, response: ServerResponse): void {
  if (trick === 'hang') return;
  if (trick === 'hang-up') return void response.socket?.destroy();
  if (trick === 'dripping-headers') return drip(response, () => response.socket?.write('x'));
  if (trick === 'dripping-body') {
    response.writeHead(500, { 'retry-after': '7' });
    return drip(response, () => response.write('x'));
  }
  if (trick === 'endless-body') {
    response.writeHead(200);
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', pour);
    };
    return pour();
  }
  response.writeHead(trick.status, trick.headers).end('no');
}

/** A byte now and then, for ever: each alone is in time. */
function drip(response: ServerResponse, byte: () => unknown): void {
  const timer = setInterval(byte, 20);
  response.once('close', () => clearInterval(timer));
}
