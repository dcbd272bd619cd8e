// Long because each rule compares the short way with the long one on the same server.
import { getRequestListener } from '@hono/node-server';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { answerFast, createFastAnswers } from '../../../functions/http/fast-answers.ts';
import { putFastFront } from '../../../functions/http/fast-front.ts';
import { PageCache } from '../../../functions/http/page-cache.ts';
import { finishHeaders } from '../../../functions/http/security-headers.ts';
import { until } from '../../support/until.ts';

const PAGE = `<!doctype html>${'现在没有生效的预警'.repeat(200)}`;
const NOW = Date.parse('2026-07-01T04:00:00.250Z');

/** Which of the three ways a server has: the bare socket, node's request, and the long one with Request and Response. */
type Ways = 'front' | 'node' | 'long';

async function openServer(ways: Ways, nextChangeAt: number | null = NOW + 3_600_000) {
  const answered: string[] = [];
  const pages = new PageCache({
    now: () => NOW,
    nextChangeAt: () => Promise.resolve(nextChangeAt),
    isConfirmed: () => true,
    finish: (headers) => finishHeaders(headers, { isSecure: false, isStaff: false }),
  });
  const render = (): Promise<Response> =>
    Promise.resolve(
      new Response(PAGE, {
        headers: { 'content-type': 'text/html', 'content-security-policy': "script-src 'self';" },
      }),
    );
  const listener = getRequestListener(async (request) => {
    const { pathname } = new URL(request.url);
    answered.push(`${request.method} ${pathname}`);
    if (request.method === 'POST') return new Response(`took ${(await request.text()).length}`);
    if (pathname !== '/now/654225/') return new Response('elsewhere');
    const response = await pages.answer(request, pathname, render);
    const headers = new Headers(response.headers);
    finishHeaders(headers, { isSecure: false, isStaff: false });
    return new Response(response.body, { status: response.status, headers });
  });
  const answers = createFastAnswers(pages, () => NOW);
  const server = createServer((incoming, outgoing) => {
    if (ways !== 'long' && answerFast(answers, incoming, outgoing)) return;
    void listener(incoming, outgoing);
  });
  const front = ways === 'front' ? putFastFront(server, answers) : null;
  await pages.answer(new Request('http://x/'), '/now/654225/', render);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  onTestFinished(() => front?.letGo());
  return { server, front, answered, say: (text: string | Buffer) => say(server, text) };
}

/** Opens a connection, says `text`, and gives what has come back by the time the other side is silent or gone. */
async function say(server: Server, text: string | Buffer): Promise<Conversation> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const heard: Buffer[] = [];
  socket.on('data', (part: Buffer) => heard.push(part));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return { socket, heard: () => Buffer.concat(heard) };
}
interface Conversation {
  socket: Socket;
  heard(): Buffer;
}

const get = (path = '/now/654225/', headers = '', method = 'GET'): string =>
  `${method} ${path} HTTP/1.1\r\nHost: portal.example\r\n${headers}\r\n`;

/** The head and body of the first answer; the date and what only says that the connection stays are left out. */
async function first(
  conversation: Conversation,
  request = '',
): Promise<{ status: string; headers: string[]; body: Buffer }> {
  const { head, body } = await until(async () => {
    await new Promise(setImmediate);
    const bytes = conversation.heard();
    const end = bytes.indexOf('\r\n\r\n');
    if (end === -1) return null;
    const text = bytes.subarray(0, end).toString('latin1');
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    const isBare = text.startsWith('HTTP/1.1 304') || request.startsWith('HEAD');
    return bytes.length >= end + 4 + (isBare ? 0 : length)
      ? { head: text, body: bytes.subarray(end + 4) }
      : null;
  });
  const [status = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase())).sort();
  return { status, headers: headers.filter((line) => !line.startsWith('date:')), body };
}

test.each([
  ['plain', get()],
  ['brotli', get('/now/654225/', 'Accept-Encoding: gzip, deflate, br\r\n')],
  ['gzip', get('/now/654225/', 'accept-encoding: gzip;q=1, br;q=0\r\n')],
  ['a query of a chat', get('/now/654225/?from=singlemessage')],
  ['a copy the browser has', get('/now/654225/', 'If-None-Match: "other", W/"x", *\r\n')],
  ['a HEAD', get('/now/654225/', '', 'HEAD')],
  ['a HEAD in brotli', get('/now/654225/', 'Accept-Encoding: br\r\n', 'HEAD')],
  ['a part is asked for', get('/now/654225/', 'Range: bytes=0-10\r\n')],
])('%s: the short ways give the very headers of the long one', async (_, request) => {
  const answers = await Promise.all(
    (['long', 'node', 'front'] as const).map(async (ways) => {
      const { say: ask, answered } = await openServer(ways);
      const answer = await first(await ask(request), request);
      expect([ways, answered.length]).toEqual([ways, ways === 'long' ? 1 : 0]);
      return answer;
    }),
  );
  expect(answers[0]?.headers.length).toBeGreaterThan(10);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test('the body is the page, in each coding, and an ETag names the bytes of one coding', async () => {
  const { say: ask } = await openServer('front');
  const [plain, br, gzip] = [
    await first(await ask(get())),
    await first(await ask(get('/now/654225/', 'Accept-Encoding: br\r\n'))),
    await first(await ask(get('/now/654225/', 'Accept-Encoding: gzip\r\n'))),
  ];
  expect(plain.body.toString()).toBe(PAGE);
  expect(brotliDecompressSync(br.body).toString()).toBe(PAGE);
  expect(gunzipSync(gzip.body).toString()).toBe(PAGE);
  const tags = [plain, br, gzip].map(({ headers }) => headers.find((line) => line.startsWith('etag:')));
  expect(new Set(tags).size).toBe(3);
  const known = get('/now/654225/', `Accept-Encoding: br\r\nIf-None-Match: ${tags[1]?.slice(6)}\r\n`);
  expect((await first(await ask(known))).status).toBe('HTTP/1.1 304 Not Modified');
});

test('many requests on one connection, and several in one packet, are answered in order', async () => {
  const { say: ask, answered } = await openServer('front');
  const conversation = await ask(get() + get('/now/654225/', '', 'HEAD') + get() + get('/other/'));
  await until(async () => {
    await new Promise(setImmediate);
    return conversation.heard().includes('elsewhere');
  });
  const text = conversation.heard().toString();
  expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(4);
  expect(text.split(PAGE)).toHaveLength(3);
  expect(answered).toEqual(['GET /other/']);
  // The connection is node's now, and node takes the short way of its own.
  conversation.socket.write(get());
  await until(async () => {
    await new Promise(setImmediate);
    return conversation.heard().toString().split(PAGE).length === 4;
  });
  expect(answered).toEqual(['GET /other/']);
});

test.each([
  ['a body that comes in pieces', 'POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n', 400_000],
  ['a body with the first request already answered', `${get()}POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n`, 400_000],
])('%s reaches the long way whole', async (_, head, size) => {
  const { say: ask } = await openServer('front');
  const conversation = await ask(head);
  for (let sent = 0; sent < size; sent += 50_000) {
    await new Promise(setImmediate);
    conversation.socket.write('b'.repeat(50_000));
  }
  await until(async () => {
    await new Promise(setImmediate);
    return conversation.heard().includes(`took ${size}`);
  });
}); // prettier-ignore

/** Each is asked of a server with and without the front: whatever node says of it, the front must not say otherwise. */
test.each([
  ['no Host', 'GET /now/654225/ HTTP/1.1\r\n\r\n'],
  ['two Hosts', 'GET /now/654225/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ['an odd Host', 'GET /now/654225/ HTTP/1.1\r\nHost: a/b?c\r\n\r\n'],
  ['an old protocol', 'GET /now/654225/ HTTP/1.0\r\nHost: a\r\n\r\n'],
  ['an unknown protocol', 'GET /now/654225/ HTTP/1.2\r\nHost: a\r\n\r\n'],
  ['the last request', get('/now/654225/', 'Connection: close\r\n')],
  ['a folded header', get('/now/654225/', 'X-A: b\r\n c\r\n')],
  ['a bare line feed', 'GET /now/654225/ HTTP/1.1\nHost: a\n\n'],
  ['a bare carriage return', get('/now/654225/', 'X-A: b\rX-B: c\r\n')],
  ['a NUL', get('/now/654225/', 'X-A: b\0c\r\n')],
  ['a space before the colon', get('/now/654225/', 'Content-Length : 5\r\n')],
  ['a hidden length', get('/now/654225/', 'Content-Length: 5\r\n') + 'abcde'],
  ['a length and a coding', get('/now/654225/', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n') + '0\r\n\r\n'],
  ['a chunked GET', get('/now/654225/', 'Transfer-Encoding: chunked\r\n') + '3\r\nabc\r\n0\r\n\r\n'],
  ['a whole address', 'GET http://portal.example/now/654225/ HTTP/1.1\r\nHost: portal.example\r\n\r\n'],
  ['an encoded address', get('/now/%36%354225/')],
  ['a control character in the address', 'GET /now/\x01/ HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['spaces in the line', 'GET  /now/654225/  HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['words beyond ASCII', get('/now/654225/', 'Referer: /山洪\r\n')],
  ['a small method', get('/now/654225/', '', 'get')],
  ['too many headers', get('/now/654225/', `X-A: ${'b'.repeat(20_000)}\r\n`)],
])('%s is judged by node alone', async (_, request) => {
  const said = await Promise.all(
    (['node', 'front'] as const).map(async (ways) => {
      const { say: ask } = await openServer(ways);
      const conversation = await ask(Buffer.from(request, 'utf8'));
      const { status, headers, body } = await first(conversation, request);
      return { status, headers, body: body.toString('latin1') };
    }),
  );
  expect(said[1]).toEqual(said[0]);
}); // prettier-ignore

test('a request that comes letter by letter is answered like any other', async () => {
  const { say: ask } = await openServer('front');
  const conversation = await ask('');
  for (const letter of get()) {
    conversation.socket.write(letter);
    await new Promise(setImmediate);
  }
  expect((await first(conversation)).body.toString()).toBe(PAGE);
});

test('who asks ten thousand times and takes no answer is not read on', async () => {
  const { server, say: ask } = await openServer('front');
  const serverSide: Socket[] = [];
  server.on('connection', (socket: Socket) => serverSide.push(socket));
  const conversation = await ask('');
  conversation.socket.pause();
  const many = get().repeat(50);
  for (let i = 0; i < 200; i += 1) {
    conversation.socket.write(many);
    await new Promise(setImmediate);
  }
  expect(serverSide[0]?.writableLength).toBeLessThan(2_000_000);
  conversation.socket.resume();
  await until(async () => {
    await new Promise(setImmediate);
    return conversation.heard().toString('latin1').split('HTTP/1.1 200').length === 10_001;
  });
});

test('connections that only wait are let go when the server stops, after what they asked', async () => {
  const { server, front, say: ask } = await openServer('front');
  const idle = await ask('');
  const asked = await ask(get());
  await first(asked);
  const closed = Promise.all([once(idle.socket, 'close'), once(asked.socket, 'close')]);
  const stopped = once(server, 'close');
  front?.letGo();
  server.close();
  await Promise.all([closed, stopped]);
});

test('a visitor who hangs up is forgotten', async () => {
  const { server, say: ask } = await openServer('front');
  const conversation = await ask(get());
  await first(conversation);
  conversation.socket.end();
  await once(conversation.socket, 'close');
  await until(() => new Promise<boolean>((resolve) => server.getConnections((_, n) => resolve(n === 0))));
});

test('nothing fresh is held: the long way renders it', async () => {
  const { say: ask, answered } = await openServer('front', NOW - 1);
  expect((await first(await ask(get()))).status).toBe('HTTP/1.1 200 OK');
  expect(answered).toEqual(['GET /now/654225/']);
});
