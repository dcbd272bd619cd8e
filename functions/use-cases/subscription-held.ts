import type { Instant } from '../../src/domain/instant.ts';
import type { MatchContext } from '../../src/domain/subscription-match.ts';
import type { SubscriptionClock } from '../store/subscriber-contract.ts';

export interface HeldDeps {
  clock: Pick<SubscriptionClock, 'listTellable' | 'isSomeoneOwed'>;
  kindOf: MatchContext['kindOf'];
  now: () => Instant;
  /** Sends the alert's delivery once more; who has had it is not sent it again. */
  deliver: (job: { alertId: string; revision: number }) => Promise<void>;
}

/**
 * Every half hour, the grid of quiet hours: whatever still holds is delivered to whoever was quiet or paused and is no
 * more. Also reaches who subscribed while the warning was already in force. Answers how many alerts were sent on.
 */
export async function deliverHeld(deps: HeldDeps): Promise<number> {
  const context = { now: deps.now(), kindOf: deps.kindOf };
  let sent = 0;
  for (const revision of await deps.clock.listTellable(context.now)) {
    if (!(await deps.clock.isSomeoneOwed(revision, context))) continue;
    await deps.deliver({ alertId: revision.alertId, revision: revision.revision });
    sent += 1;
  }
  return sent;
}
