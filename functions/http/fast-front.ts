import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastAnswer, FastAnswers, Wanted } from './fast-answers.ts';

/** A browser's request is under 2 kB; anything longer is node's to read. */
const LONGEST_REQUEST = 8192;
/** Waiting for a first request, and between two: as long as node's own server waits. */
const FIRST_WAIT_MS = 60_000;
const REQUEST_LINE = /(GET|HEAD) (\/[!-~]*) HTTP\/1\.1\r\n/y;
/** A header line of the strictest form: no folding, no bare line break, no NUL, nothing beyond ASCII. */
const HEADER_LINE = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\t -~]*)\r\n/y;
/** They change what a request is or how long it is. */
const NEVER = new Set(['content-length', 'transfer-encoding', 'expect', 'upgrade', 'trailer', 'te']);

/**
 * Stands before node's HTTP server and answers what is held in memory straight on the socket: measured, half of the
 * processor time of a request is the building of the two objects and the header text. It understands only the plainest
 * requests. With the first byte that is anything else the connection is given to node's server, whole and for good, so
 * the two can never disagree about where a request ends.
 */
export function putFastFront(server: Server, answers: FastAnswers): { letGo(): void } {
  const taken = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
  const waiting = new Set<Socket>();
  const bytesOf = wireForms(server.keepAliveTimeout);
  let isLettingGo = false;

  /** Answers request after request; what is left when one is not ours, null when all were. */
  const answerAll = (socket: Socket, chunk: Buffer): Buffer | null => {
    if (chunk.length > LONGEST_REQUEST) return chunk;
    const text = chunk.toString('latin1');
    for (let at = 0; at < text.length;) {
      const request = readRequest(text, at);
      const found = request === null ? null : answers(request);
      if (request === null || found === null) return chunk.subarray(at);
      socket.write(bytesOf(found, request.method));
      at = request.endsAt;
    }
    return null;
  };

  const stand = (socket: Socket): void => {
    const onData = (chunk: Buffer): void => {
      const rest = answerAll(socket, chunk);
      if (rest !== null) giveOver(rest);
      else if (isLettingGo) socket.destroySoon();
      else {
        if (socket.timeout !== server.keepAliveTimeout) socket.setTimeout(server.keepAliveTimeout);
        // Who asks and does not take the answers is not read on: they would pile up here.
        if (socket.writableNeedDrain) socket.pause();
      }
    };
    const onDrain = (): void => void socket.resume();
    const onEnd = (): void => void socket.end();
    const onBroken = (): void => void socket.destroy();
    const onClose = (): void => void waiting.delete(socket);
    const giveOver = (rest: Buffer): void => {
      waiting.delete(socket);
      socket.off('data', onData).off('drain', onDrain).off('end', onEnd);
      socket.off('error', onBroken).off('timeout', onBroken).off('close', onClose);
      socket.setTimeout(0);
      // Paused, so that what was read already comes first when node's server goes on reading.
      socket.pause();
      socket.unshift(rest);
      for (const listener of taken) listener.call(server, socket);
      socket.resume();
    };
    waiting.add(socket);
    socket.on('data', onData).on('drain', onDrain).on('end', onEnd);
    socket.on('error', onBroken).on('timeout', onBroken).on('close', onClose);
    socket.setTimeout(FIRST_WAIT_MS);
  };

  server.removeAllListeners('connection');
  server.on('connection', stand);
  return {
    letGo: () => {
      isLettingGo = true;
      // Each has been answered what it asked; one that is still taking it in is closed when it has.
      for (const socket of waiting) socket.destroySoon();
    },
  };
}

/** One whole request in the strictest form that begins at `at`; null for anything else. */
function readRequest(text: string, at: number): (Wanted & { endsAt: number }) | null {
  REQUEST_LINE.lastIndex = at;
  const line = REQUEST_LINE.exec(text);
  if (line === null) return null;
  const [, method = '', url = ''] = line;
  const wanted: Wanted = { method, url, host: undefined, acceptEncoding: undefined, ifNoneMatch: undefined };
  let next = REQUEST_LINE.lastIndex;
  while (!text.startsWith('\r\n', next)) {
    HEADER_LINE.lastIndex = next;
    const header = HEADER_LINE.exec(text);
    if (header === null || !takeHeader(wanted, (header[1] ?? '').toLowerCase(), header[2] ?? '')) return null;
    next = HEADER_LINE.lastIndex;
  }
  // HTTP/1.1 asks for a Host; without one node answers 400.
  return wanted.host === undefined ? null : { ...wanted, endsAt: next + 2 };
}

/** False when this header, or having it twice, is for node to judge. */
function takeHeader(wanted: Wanted, name: string, value: string): boolean {
  if (NEVER.has(name)) return false;
  if (name === 'connection') return value.trim().toLowerCase() === 'keep-alive';
  if (name === 'host') return wanted.host === undefined && ((wanted.host = value.trim()), true);
  if (name === 'accept-encoding')
    return wanted.acceptEncoding === undefined && ((wanted.acceptEncoding = value.trim()), true);
  if (name === 'if-none-match')
    return wanted.ifNoneMatch === undefined && ((wanted.ifNoneMatch = value.trim()), true);
  return true;
}

/** Head and body in one piece, made once for the second that the answer stands. */
function wireForms(keepAliveMs: number): (answer: FastAnswer, method: string) => Buffer {
  const whole = new WeakMap<FastAnswer, Buffer>();
  const heads = new WeakMap<FastAnswer, Buffer>();
  const headOf = ({ status, lines }: FastAnswer): Buffer => {
    let text = `HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'Not Modified'}\r\n`;
    for (let i = 0; i < lines.length; i += 2) text += `${lines[i]}: ${lines[i + 1]}\r\n`;
    text += `Date: ${new Date().toUTCString()}\r\nConnection: keep-alive\r\n`;
    return Buffer.from(`${text}Keep-Alive: timeout=${Math.floor(keepAliveMs / 1000)}\r\n\r\n`, 'latin1');
  };
  return (answer, method) => {
    const isBare = method === 'HEAD' || answer.body === null;
    const kept = isBare ? heads : whole;
    const before = kept.get(answer);
    if (before !== undefined) return before;
    const head = headOf(answer);
    const bytes = isBare ? head : Buffer.concat([head, answer.body ?? Buffer.alloc(0)]);
    kept.set(answer, bytes);
    return bytes;
  };
}
