import { randomUUID } from 'node:crypto';
import { createServer as createPlainServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { makeLocalCertificate } from './http-certificate.ts';

/** What the server under test POSTed to an endpoint. */
export interface ReceivedPush {
  channelId: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Mozilla's push service in small: Firefox speaks to it on the socket, the server under test by HTTPS. */
export interface Autopush {
  /** For the preference `dom.push.serverURL`. */
  socketUrl: string;
  /** `https://localhost:PORT`, the origin of every endpoint it hands out. */
  origin: string;
  /** The certificate the sender must trust (`NODE_EXTRA_CA_CERTS`). */
  certificate: string;
  received: readonly ReceivedPush[];
  /** Whether Firefox is connected now. */
  isListening: () => boolean;
  /** 100 = decrypted and handed to the worker, 101 = could not be decrypted, 102 = not delivered. */
  acknowledged: readonly number[];
  /** Resolves when Firefox has acknowledged this many pushes in all. */
  waitForAcknowledged: (count: number) => Promise<void>;
  /** The service has lost this device: its channels are gone, and when it comes back it gets another name. */
  forgetDevice: () => void;
  close: () => Promise<void>;
}

interface FromFirefox {
  messageType?: 'hello' | 'register' | 'unregister' | 'ack' | 'broadcast_subscribe';
  uaid?: string;
  channelID?: string;
  key?: string;
  updates?: { channelID: string; version: string; code?: number }[];
}

export async function startAutopush(): Promise<Autopush> {
  const { key, cert } = await makeLocalCertificate();
  const received: ReceivedPush[] = [];
  const acknowledged: number[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  /** Channels in force, with the VAPID key each was made for. */
  const channels = new Map<string, string>();
  let firefox: WebSocket | null = null;
  /** Kept while Firefox is away: of each channel and topic the newest. */
  const kept = new Map<string, string>();
  let isForgotten = false;

  const endpoints = createServer({ key, cert }, (request, response) => {
    const channelId = (request.url ?? '').slice('/push/'.length);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      received.push({ channelId, headers: request.headers, body });
      const status = statusFor(channels.get(channelId), request.headers, body);
      if (status === 201) {
        const headers = { encoding: 'aes128gcm' };
        const data = body.toString('base64url');
        const version = randomUUID();
        const message = { messageType: 'notification', channelID: channelId, version, data, headers };
        if (firefox !== null) firefox.send(JSON.stringify(message));
        else kept.set(`${channelId} ${String(request.headers.topic ?? version)}`, JSON.stringify(message));
      }
      response.writeHead(status, status === 201 ? { location: `${origin}/m/${randomUUID()}` } : {}).end();
    });
  });
  const origin = `https://localhost:${await listen(endpoints)}`;

  const answer = (socket: WebSocket, message: FromFirefox): object | null => {
    switch (message.messageType) {
      case 'hello': {
        firefox = socket;
        const known = isForgotten ? undefined : message.uaid;
        isForgotten = false;
        setImmediate(() => {
          for (const waiting of kept.values()) socket.send(waiting);
          kept.clear();
        });
        return {
          messageType: 'hello',
          uaid: known ?? randomUUID().replaceAll('-', ''),
          status: 200,
          use_webpush: true,
          broadcasts: {},
        };
      }
      case 'register': {
        const channelID = message.channelID ?? '';
        channels.set(channelID, (message.key ?? '').replace(/=+$/, ''));
        return {
          messageType: 'register',
          channelID,
          status: 200,
          pushEndpoint: `${origin}/push/${channelID}`,
        };
      }
      case 'unregister':
        channels.delete(message.channelID ?? '');
        return { messageType: 'unregister', channelID: message.channelID, status: 200 };
      case 'ack':
        for (const { code } of message.updates ?? []) acknowledged.push(code ?? 100);
        for (const { count, resolve } of waiting) if (acknowledged.length >= count) resolve();
        return null;
      case 'broadcast_subscribe':
        return null;
      case undefined:
      default:
        return {}; // `{}` is a ping
    }
  };
  const plain = createPlainServer();
  const sockets = new WebSocketServer({ server: plain, handleProtocols: () => 'push-notification' });
  sockets.on('connection', (socket) => {
    socket.on('close', () => {
      if (firefox === socket) firefox = null;
    });
    socket.on('message', (data: Buffer) => {
      const reply = answer(socket, JSON.parse(data.toString('utf8')) as FromFirefox);
      if (reply) socket.send(JSON.stringify(reply));
    });
  });

  return {
    socketUrl: `ws://127.0.0.1:${await listen(plain)}/`,
    origin,
    certificate: cert,
    received,
    isListening: () => firefox !== null,
    acknowledged,
    waitForAcknowledged: (count) =>
      acknowledged.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve })),
    forgetDevice: () => {
      isForgotten = true;
      channels.clear();
      kept.clear();
      for (const socket of sockets.clients) socket.close();
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      endpoints.closeAllConnections();
      await Promise.all([plain, endpoints].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** As the real service judges: unknown channel, no or another VAPID key, no TTL, too large. */
function statusFor(vapidKey: string | undefined, headers: IncomingMessage['headers'], body: Buffer): number {
  if (vapidKey === undefined) return 410;
  if (headers.ttl === undefined || headers['content-encoding'] !== 'aes128gcm') return 400;
  if (body.length > 4096) return 413;
  const presented = /\bk=([\w-]+)/.exec(headers.authorization ?? '')?.[1];
  if (presented === undefined) return 401;
  return vapidKey === '' || presented === vapidKey ? 201 : 403;
}

function listen(server: ReturnType<typeof createPlainServer>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
