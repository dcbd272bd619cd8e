import { unseenNote } from '../../src/domain/device-note.ts';
import { addMs, DAY_MS, type Instant } from '../../src/domain/instant.ts';
import { deviceTopic } from '../../src/domain/topic.ts';
import type { Channel } from '../channels/channel.ts';
import type { SubscriptionStore } from '../store/store.ts';
import type { SubscriptionClock } from '../store/subscriber-contract.ts';

export interface UnseenDeps {
  clock: Pick<SubscriptionClock, 'listUnseen' | 'noteAsked' | 'forgetAsked'>;
  store: Pick<SubscriptionStore, 'deleteByEndpoint'>;
  channel: Pick<Channel, 'send'>;
  publicUrl: string;
  now: () => Instant;
}

/**
 * A device is forgotten when for this long it has neither opened the portal nor taken a push, and then let 30 days go
 * by after it was asked. A year and a month: people open such a site once a year, at 5·12 or in the flood season, and
 * a county may have no warning for a year; whoever is dropped earlier is not warned and does not know it. Dead
 * addresses need no such clock, their push service says 410 at the next message.
 */
const UNSEEN_DAYS = 400;
const ASKED_DAYS = 30;
/** So that a year's subscribers are not all asked in one minute. */
const AT_ONCE = 2000;

/** Once a day: asks those who were not seen to come by, and forgets those who were asked and did not. */
export async function forgetUnseen(deps: UnseenDeps): Promise<{ asked: number; forgotten: number }> {
  const now = deps.now();
  const forgotten = await deps.clock.forgetAsked(addMs(now, -ASKED_DAYS * DAY_MS));
  const unseen = await deps.clock.listUnseen(addMs(now, -UNSEEN_DAYS * DAY_MS), AT_ONCE);
  const endsAt = addMs(now, ASKED_DAYS * DAY_MS);
  const asked: string[] = [];
  for (const { id, address } of unseen) {
    const payload = JSON.stringify(unseenNote(id, endsAt, deps.publicUrl));
    const topic = deviceTopic('unseen');
    const { outcome } = await deps.channel.send(
      { payload, endsAt, level: null, isImmediate: false, topic },
      address,
    );
    if (outcome === 'gone') await deps.store.deleteByEndpoint(address.endpoint);
    // Not asked is not forgotten: what the service did not take is tried again tomorrow.
    if (outcome === 'delivered') asked.push(id);
  }
  await deps.clock.noteAsked(asked, now);
  return { asked: asked.length, forgotten };
}
