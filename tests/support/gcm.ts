import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { createServer as createPlainServer, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { bytes, fixed64, Frames, number, varint } from './gcm-wire.ts';
import { makeLocalCertificate } from './http-certificate.ts';

/** Google's push service in small: Chromium checks in, registers and listens; the server under test posts. */
export interface Gcm {
  /** For the command line of Chromium. */
  flags: readonly string[];
  /** `https://localhost:PORT`: where the server under test posts instead of to the host that Chromium names. */
  origin: string;
  certificate: string;
  /** Of each push that was taken, in order. */
  received: readonly IncomingMessage['headers'][];
  /** Whether Chromium is connected now. */
  isListening(): boolean;
  close(): Promise<void>;
}

interface Registration {
  app: string;
  subtype: string;
  sender: string;
}

const VERSION = Buffer.from([41]);
const TAG = { heartbeat: 0, heartbeatAck: 1, login: 2, loginResponse: 3, data: 8 } as const;
const framed = (tag: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag]), varint(BigInt(body.length)), body]);

export async function startGcm(): Promise<Gcm> {
  const { key, cert } = await makeLocalCertificate();
  const registrations = new Map<string, Registration>();
  const received: IncomingMessage['headers'][] = [];
  /**
   * The newest of each topic, until Chromium says that it has it: what was written to a connection that was about to
   * break is given again on the next, as the real service does.
   */
  const kept = new Map<string, { id: string; message: Buffer }>();
  let listening: TLSSocket | null = null;

  const google = createPlainServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (request.url?.startsWith('/checkin'))
        return response.end(
          Buffer.concat([number(1, 1), number(3, Date.now()), fixed64(7, 4711n), fixed64(8, 815n)]),
        );
      const form = new URLSearchParams(body.toString());
      if (form.get('delete') === 'true') return response.end(`deleted=${form.get('app')}`);
      const token = randomUUID();
      const subtype = form.get('X-subtype') ?? '';
      registrations.set(token, { app: form.get('app') ?? '', subtype, sender: form.get('sender') ?? '' });
      return response.end(`token=${token}`);
    });
  });

  const stream = createTlsServer({ key, cert }, (socket) => {
    const frames = new Frames();
    let isFirst = true;
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (listening === socket) listening = null;
    });
    socket.on('data', (chunk) => {
      for (const { tag, body } of frames.push(isFirst ? chunk.subarray(1) : chunk)) {
        if (tag === TAG.heartbeat) socket.write(framed(TAG.heartbeatAck, Buffer.alloc(0)));
        if (tag !== TAG.login) continue;
        socket.write(Buffer.concat([VERSION, framed(TAG.loginResponse, bytes(1, 'hello'))]));
        listening = socket;
        for (const [topic, { id, message }] of kept)
          // A login names what has arrived.
          if (body.includes(id)) kept.delete(topic);
          else socket.write(message);
      }
      isFirst = false;
    });
  });

  const endpoints = createSecureServer({ key, cert }, (request, response) => {
    void bodyOf(request).then((body) => {
      const registration = registrations.get((request.url ?? '').split('/').at(-1) ?? '');
      if (registration === undefined) return response.writeHead(410).end();
      received.push(request.headers);
      const id = randomUUID();
      const message = dataMessage(registration, id, body);
      kept.set(String(request.headers['topic'] ?? id), { id, message });
      listening?.write(message);
      return response.writeHead(201).end();
    });
  });

  const [http, mcs, https] = await Promise.all([google, stream, endpoints].map(listen));
  const spki = new X509Certificate(cert).publicKey.export({ format: 'der', type: 'spki' });
  return {
    flags: [
      `--gcm-checkin-url=http://127.0.0.1:${http}/checkin`,
      `--gcm-registration-url=http://127.0.0.1:${http}/register`,
      `--gcm-mcs-endpoint=https://localhost:${mcs}`,
      `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`,
    ],
    origin: `https://localhost:${https}`,
    certificate: cert,
    received,
    isListening: () => listening !== null,
    close: async () => {
      listening?.destroy();
      for (const server of [google, endpoints]) server.closeAllConnections();
      await Promise.all(
        [google, stream, endpoints].map((server) => new Promise((done) => server.close(done))),
      );
    },
  };
}

/** As Chromium wants it: who sent it, which of its subscriptions it is for, and the body as it was posted. */
function dataMessage({ app, subtype, sender }: Registration, id: string, body: Buffer): Buffer {
  const entry = (name: string, value: string) => bytes(7, Buffer.concat([bytes(1, name), bytes(2, value)]));
  return framed(
    TAG.data,
    Buffer.concat([
      bytes(3, sender),
      bytes(5, app),
      entry('subtype', subtype),
      entry('content-encoding', 'aes128gcm'),
      bytes(9, id),
      number(17, 3600),
      number(18, Date.now()),
      bytes(21, body),
    ]),
  );
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
