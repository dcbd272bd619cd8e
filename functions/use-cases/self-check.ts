import { testNote } from '../../src/domain/device-note.ts';
import { addMs, MINUTE_MS, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { deviceTopic } from '../../src/domain/topic.ts';
import type { Channel, SendResult } from '../channels/channel.ts';
import type { SubscriptionStore } from '../store/store.ts';

export interface SelfCheckDeps {
  store: Pick<SubscriptionStore, 'findByEndpoint' | 'deleteByEndpoint'>;
  channel: Pick<Channel, 'send'>;
  publicUrl: string;
  now: () => Instant;
}

/** A test that comes later than the person waits for it would only frighten. */
const LASTS_MINUTES = 2;

/** What the push service said, for the page to tell step by step. */
export interface SelfCheck {
  outcome: SendResult['outcome'];
}

/**
 * Sends a test to the one device that asks, which must be subscribed here: nobody else knows its endpoint. A device
 * that the service calls gone is forgotten, so that its page can subscribe it anew.
 */
export async function sendTest(
  deps: SelfCheckDeps,
  endpoint: string,
  nonce: string,
): Promise<Result<SelfCheck>> {
  const found = await deps.store.findByEndpoint(endpoint);
  if (found === null) return failed('subscription-unknown', 'endpoint');
  const { outcome } = await deps.channel.send(
    {
      payload: JSON.stringify(testNote(nonce, deps.publicUrl)),
      endsAt: addMs(deps.now(), LASTS_MINUTES * MINUTE_MS),
      level: null,
      // The person stands there and waits: services hold back what is not urgent.
      isImmediate: true,
      topic: deviceTopic('test'),
    },
    found.address,
  );
  if (outcome === 'gone') await deps.store.deleteByEndpoint(endpoint);
  return ok({ outcome });
}
