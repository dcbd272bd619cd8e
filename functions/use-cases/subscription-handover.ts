import { createHash, randomBytes } from 'node:crypto';
import { addMs, MINUTE_MS, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { wishOf, type Wish } from '../../src/domain/subscription.ts';
import type { SubscriptionStore } from '../store/store.ts';
import type { HandoverStore } from '../store/subscriber-contract.ts';

export interface HandoverDeps {
  store: Pick<SubscriptionStore, 'findByEndpoint'>;
  handovers: HandoverStore;
  now: () => Instant;
}

/** Long enough to take up the other phone, short enough that a link left in a chat opens nothing. */
const LASTS_MINUTES = 15;
const SECRET = /^[\w-]{43}$/;

const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * A link's secret for what this device asked for: places, levels, hours. Never the address it is reached at, so the
 * other device subscribes by itself and this one stays as it is. Only a digest is stored.
 */
export async function offerHandover(
  deps: HandoverDeps,
  endpoint: string,
): Promise<Result<{ secret: string; expiresAt: Instant }>> {
  const found = await deps.store.findByEndpoint(endpoint);
  if (found === null) return failed('subscription-unknown', 'endpoint');
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = addMs(deps.now(), LASTS_MINUTES * MINUTE_MS);
  await deps.handovers.offer(digest(secret), wishOf(found), expiresAt);
  return ok({ secret, expiresAt });
}

/** What the link carries, once. Used, expired and invented links fail alike. */
export async function takeHandover(deps: HandoverDeps, secret: string): Promise<Result<{ wish: Wish }>> {
  const wish = SECRET.test(secret) ? await deps.handovers.take(digest(secret), deps.now()) : null;
  return wish === null ? failed('handover-unknown', 'secret') : ok({ wish });
}
