import type { Instant } from '../../src/domain/instant.ts';
import type { Level } from '../../src/domain/level.ts';
import type { PushAddress } from '../../src/domain/subscription.ts';
import type { Topic } from '../../src/domain/topic.ts';

/** One bulletin on its way to one device. */
export interface ChannelMessage {
  /** What the device gets, already under its size limit. */
  payload: string;
  /** After it the message must not be shown any more: push services then drop what they still hold. */
  endsAt: Instant;
  level: Level | null;
  /** The authority says: act at once, whatever the colour. */
  isImmediate: boolean;
  /** Undelivered messages with the same topic are replaced by this one. Also says whether it is real, a drill or a notice. */
  topic: Topic;
}

/** Why a message will never be taken as it is. The operator must look; the subscription is not to blame. */
export type RefusalReason =
  | 'address-private'
  | 'demonstration'
  /** The topic says drill and the title does not, or the other way round: somebody mixed them up, nothing goes out. */
  | 'drill-unmarked'
  | 'endpoint-not-allowed'
  | 'ended'
  | 'payload-too-large'
  | 'service-refused';

/**
 * Why it is later: the service named a time (429, 503), answered with an error of its own, did not answer; or it was
 * not asked at all, because of what it said or did to others a moment ago.
 */
export type LaterReason = 'asked-to-wait' | 'service-failing' | 'no-answer' | 'left-alone';

/**
 * What to do, not what happened. `delivered`: the service took it (nobody can know that it was seen).
 * `gone`: the device will never be reachable here again, forget it. `later`: ask again after so many seconds.
 * `refused`: the mistake is on our side; keep the subscription and raise an alarm.
 */
export type SendResult =
  | { outcome: 'delivered' }
  | { outcome: 'gone' }
  | { outcome: 'later'; seconds: number; reason: LaterReason }
  | { outcome: 'refused'; reason: RefusalReason };

/**
 * A way to a device. `send` answers for everything a network can do; it throws only on a bug. `armed` is a sealed sender
 * key that was made for this device beforehand: whoever hands it in has made sure that nobody ever hands it in again.
 */
export interface Channel {
  send(message: ChannelMessage, recipient: PushAddress, armed?: Uint8Array | null): Promise<SendResult>;
  /** Closes idle connections; after it nothing is sent. */
  close(): Promise<void>;
}
