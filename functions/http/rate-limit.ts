import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface VisitorPace {
  /** Counts one request of this address, or so many points. Null: go on; otherwise the seconds to wait. */
  consume(address: string, points?: number): Promise<number | null>;
}

/**
 * At most `points` requests of one address in `durationSeconds`. Buckets are named by HMAC(address) with a key that
 * lives in memory only and changes daily: no address is kept, and yesterday's cannot be told from the buckets.
 * A mobile carrier's NAT puts thousands behind one address, so limits are for machines, not for people.
 */
export function createVisitorPace(options: {
  points: number;
  durationSeconds: number;
  now(): number;
}): VisitorPace {
  const limiter = new RateLimiterMemory({ points: options.points, duration: options.durationSeconds });
  const bucketOf = addressBuckets(options.now);
  return {
    async consume(address, points = 1) {
      try {
        await limiter.consume(bucketOf(address), points);
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      }
    },
  };
}

/** Names of buckets: HMAC(address) with a key that is in memory only and another each day. */
export function addressBuckets(now: () => number): (address: string) => string {
  let day = -1;
  let key = randomBytes(32);
  return (address) => {
    const today = Math.floor(now() / 86_400_000);
    if (today !== day) [day, key] = [today, randomBytes(32)];
    return createHmac('sha256', key).update(network(address)).digest('base64url');
  };
}

/** An IPv6 household has 2⁶⁴ addresses: they count as one. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  if (tail !== undefined) {
    const rest = tail.split(':').filter((group) => group !== '');
    while (groups.length + rest.length < 8) groups.push('0');
    groups.push(...rest);
  }
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
