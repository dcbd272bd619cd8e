import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * Where a request came from, for rate limits only: never logged, never stored.
 * `trustedProxies` proxies stand before us; each appends one entry to X-Forwarded-For, so the client is that many
 * entries from the right. Entries further left are whatever the client claimed, and are never believed.
 */
export function clientAddress(
  incoming: Pick<IncomingMessage, 'socket' | 'headers'>,
  trustedProxies: number,
): string {
  const direct = incoming.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return direct;
  const header = incoming.headers['x-forwarded-for'];
  const entries = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((part) => part.trim());
  return addressIn(entries.at(-trustedProxies) ?? '') ?? direct;
}

/** Some proxies append the port, which is new for each connection and would give everyone a bucket of their own. */
function addressIn(entry: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
  return isIP(bare) === 0 ? null : bare;
}
