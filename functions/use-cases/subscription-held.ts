import type { Instant } from '../../src/domain/instant.ts';
import type { SubscriptionClock } from '../store/subscriber-contract.ts';

export interface HeldDeps {
  clock: Pick<SubscriptionClock, 'listTellable'>;
  now: () => Instant;
  /** Plans the alert's delivery once more: who has had it is not owed it, and a round that still runs goes on alone. */
  deliver: (job: { alertId: string; revision: number }) => Promise<void>;
}

/**
 * Every half hour, the grid of quiet hours: whatever still holds is delivered to whoever was quiet or paused and is no
 * more. Also reaches who subscribed while the warning was already in force. Answers how many alerts were looked at.
 */
export async function deliverHeld(deps: HeldDeps): Promise<number> {
  const tellable = await deps.clock.listTellable(deps.now());
  for (const { alertId, revision } of tellable) await deps.deliver({ alertId, revision });
  return tellable.length;
}
