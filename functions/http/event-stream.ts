import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Broadcaster, Reader } from './broadcaster.ts';
import { finishHeaders } from './security-headers.ts';

/** What every event stream is answered with, whichever way it goes. */
export const EVENT_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // nginx would hold events back until a buffer is full.
  'x-accel-buffering': 'no',
};

const MOST_UNREAD_BYTES = 16 * 1024;

export const EVENT_PATH = '/api/alerts/stream';

/** The state a page saw last: browsers send it when they reconnect, pages name it when they open a stream anew. */
export function lastSeen(header: string | null | undefined, query: string | null): string | null {
  const id = header ?? query ?? '';
  return /^[\w-]{1,64}$/.test(id) ? id : null;
}

/**
 * The short way for event streams: thousands of them, each a bare socket with a few lines of headers. False when it is
 * no such request, or there is no room: the long way then says so.
 */
export function answerEvents(
  broadcaster: Broadcaster,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): boolean {
  if (incoming.method !== 'GET' || incoming.url?.startsWith(EVENT_PATH) !== true) return false;
  const rest = incoming.url.slice(EVENT_PATH.length);
  if ((rest !== '' && !rest.startsWith('?')) || broadcaster.isFull) return false;
  const headers = new Headers(EVENT_HEADERS);
  finishHeaders(headers, { isSecure: 'encrypted' in incoming.socket, isStaff: false });
  outgoing.writeHead(200, [...headers].flat());
  const reader = socketReader(outgoing);
  // A reader that only listens is never idle; without this a phone that vanished would be kept for ever.
  incoming.socket.setKeepAlive(true, 60_000);
  incoming.socket.setNoDelay(true);
  const leave = (): void => broadcaster.leave(reader);
  outgoing.on('close', leave);
  outgoing.on('error', leave);
  const last = incoming.headers['last-event-id'];
  broadcaster.join(
    reader,
    lastSeen(typeof last === 'string' ? last : null, new URLSearchParams(rest).get('since')),
  );
  return true;
}

function socketReader(outgoing: ServerResponse): Reader {
  return {
    write: (bytes) => void outgoing.write(bytes),
    isBehind: () => outgoing.writableLength > MOST_UNREAD_BYTES,
    end: () => void outgoing.end(),
  };
}
