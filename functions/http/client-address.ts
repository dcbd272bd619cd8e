import type { IncomingMessage } from 'node:http';

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
  return entries.at(-trustedProxies) || direct;
}
