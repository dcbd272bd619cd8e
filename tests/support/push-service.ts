import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushAddress } from '../../src/domain/subscription.ts';
import { decryptPush, newBrowserKeys, type BrowserKeys } from './push-keys.ts';

/** What a fake push service does instead of taking the message. `null`: takes it. */
export type Misbehaviour =
  { status: number; headers?: Record<string, string> } | 'hang' | 'endless-body' | 'hang-up';

export interface ReceivedPush {
  endpoint: string;
  /** What the browser would read. */
  text: string;
  ttl: number;
  urgency: string | undefined;
  topic: string | undefined;
}

export interface PushService {
  origin: string;
  /** A browser subscribes. */
  subscribe(): PushAddress;
  received: ReceivedPush[];
  /** Requests that came in, also those refused. */
  requests: number;
  /** Most requests open at one moment. */
  mostAtOnce: number;
  /** Why a request was refused as malformed, in order. */
  complaints: string[];
  misbehave: (endpoint: string) => Misbehaviour | null;
  close(): Promise<void>;
}

/**
 * A push service as strict as the strictest real one: VAPID signature, audience, expiry and subject, TTL, Topic,
 * size; decrypts like a browser. Plain HTTP on loopback: the sender allows it only because a test says so.
 */
export async function startPushService(vapidPublicKey: string, nowMs: () => number): Promise<PushService> {
  const browsers = new Map<string, BrowserKeys>();
  let open = 0;
  const server = createServer((request, response) => {
    service.requests += 1;
    open += 1;
    service.mostAtOnce = Math.max(service.mostAtOnce, open);
    response.once('close', () => (open -= 1));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request.url ?? '', request.headers, Buffer.concat(chunks), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answer(path: string, headers: IncomingHttpHeaders, body: Buffer, response: ServerResponse): void {
    const endpoint = origin + path;
    const trick = service.misbehave(endpoint);
    if (trick === 'hang') return;
    if (trick === 'hang-up') return void response.socket?.destroy();
    if (trick === 'endless-body') {
      response.writeHead(201);
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) continue;
      };
      response.on('drain', pour);
      return pour();
    }
    if (trick !== null)
      return void response.writeHead(trick.status, trick.headers).end('details nobody may read');
    const browser = browsers.get(endpoint);
    if (browser === undefined) return void response.writeHead(410).end();
    const complaint = complaintAbout(headers, body, origin, vapidPublicKey, nowMs());
    if (complaint !== null) {
      service.complaints.push(complaint.why);
      return void response.writeHead(complaint.status).end();
    }
    service.received.push({
      endpoint,
      text: decryptPush(body, browser),
      ttl: Number(headers['ttl']),
      urgency: headers['urgency'] as string | undefined,
      topic: headers['topic'] as string | undefined,
    });
    response.writeHead(201, { location: `${endpoint}/m` }).end();
  }

  const service: PushService = {
    origin,
    subscribe() {
      const endpoint = `${origin}/wpush/v2/${randomUUID()}`;
      const browser = newBrowserKeys();
      browsers.set(endpoint, browser);
      return { endpoint, ...browser.keys };
    },
    received: [],
    requests: 0,
    mostAtOnce: 0,
    complaints: [],
    misbehave: () => null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return service;
}

function complaintAbout(
  headers: IncomingHttpHeaders,
  body: Buffer,
  origin: string,
  vapidPublicKey: string,
  nowMs: number,
): { status: number; why: string } | null {
  if (!/^\d+$/.test(String(headers['ttl'] ?? ''))) return { status: 400, why: 'TTL missing' };
  if (Number(headers['ttl']) < 1) return { status: 400, why: 'TTL 0 drops the message of a sleeping phone' };
  if (!/^[\w-]{1,32}$/.test(String(headers['topic'] ?? ''))) return { status: 400, why: 'Topic malformed' };
  if (headers['content-encoding'] !== 'aes128gcm') return { status: 415, why: 'wrong encoding' };
  if (body.length > 4096) return { status: 413, why: 'too large' };
  const vapid = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(headers.authorization ?? '');
  if (vapid === null) return { status: 401, why: 'no VAPID header' };
  const [, head = '', claims = '', signature = '', key = ''] = vapid;
  if (key !== vapidPublicKey) return { status: 403, why: 'another VAPID key' };
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.toString('base64url', 1, 33),
    y: point.toString('base64url', 33),
  };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  const isSigned = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) return { status: 403, why: 'VAPID signature wrong' };
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  if (aud !== origin) return { status: 403, why: 'VAPID audience wrong' };
  const left = Number(exp) - nowMs / 1000;
  if (!(left > 0 && left <= 24 * 3600)) return { status: 403, why: 'VAPID expiry wrong' };
  if (!/^(mailto:[^\s@]+@[^\s@]+\.[^\s@]+|https:\/\/\S+)$/.test(String(sub)))
    return { status: 403, why: 'VAPID subject wrong' };
  return null;
}
