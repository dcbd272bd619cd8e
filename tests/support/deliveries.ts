import type { AlertRevision } from '../../src/domain/alert.ts';
import type { MatchContext } from '../../src/domain/subscription-match.ts';
import { alertTopic } from '../../src/domain/topic.ts';
import type { DeliveryOutcome, DeliveryStore, Recipient } from '../../functions/store/delivery-contract.ts';

/** The push service of the example subscriptions. */
export const EXAMPLE_HOST = 'push.example';

interface Asked {
  context?: MatchContext | null;
  after?: string;
  limit?: number;
}

/** The next example devices that are owed a revision, in id order. */
export function takeFor(
  deliveries: DeliveryStore,
  revision: AlertRevision,
  { context = null, after = '', limit = 100 }: Asked = {},
): Promise<readonly Recipient[]> {
  const topic = alertTopic(revision.alertId);
  const audience = { of: 'alert' as const, revision, context };
  return deliveries.take(
    { topic, revision: revision.revision, audience },
    { host: EXAMPLE_HOST, after, to: null },
    limit,
  );
}

/** What became of an alert's revision at some devices. */
export function recordFor(
  deliveries: DeliveryStore,
  revision: number,
  outcomes: Readonly<Record<string, DeliveryOutcome['outcome']>>,
  at: string,
  alertId = 'a1b2c3',
): Promise<void> {
  const list = Object.entries(outcomes).map(([subscriptionId, outcome]) => ({ subscriptionId, outcome }));
  return deliveries.record({ topic: alertTopic(alertId), revision }, list, at);
}
