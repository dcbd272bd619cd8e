import type { Instant } from '../../src/domain/instant.ts';
import { levelRank, type Level } from '../../src/domain/level.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { Topic } from '../../src/domain/topic.ts';
import type { ChannelMessage } from '../channels/channel.ts';
import type { Audience, Recipient } from '../store/delivery-contract.ts';

/**
 * A drill or a notice on its way to who asked for such, with all there is to say. Its id makes its topic; nothing here
 * can name an alert's.
 */
export interface OptInTelling {
  kind: 'drill' | 'notice';
  id: string;
  /** 1, 2, 3 …: its end, or new words, are the next one and go to everyone who was told an earlier one. */
  revision: number;
  adcodes: readonly Adcode[];
  /** JSON of a push payload, under its size limit. A drill's title begins with 【演练】, or nothing is sent. */
  payload: string;
  endsAt: Instant;
}

/** What a job names: a stored alert, or a telling that carries its words. */
export type TellingRef = { kind: 'alert'; alertId: string; revision: number } | OptInTelling;

/** One revision of something, ready to be told. */
export interface OpenTelling {
  topic: Topic;
  revision: number;
  priority: number;
  /** After it nothing is sent, for what had ended when this was opened. Null: sent however late (a cancellation). */
  endsAt: Instant | null;
  /** Until when trying again is worth it. */
  worthUntil: Instant;
  /** Whom it is told to at this moment. */
  audienceAt(now: Instant): Audience;
  /** False once a newer revision is stored: then nobody is told this one any more. */
  isLatest(): Promise<boolean>;
  /** Null when there is nothing left to say to this device. The same object for devices that get the same words. */
  messageFor(recipient: Pick<Recipient, 'adcodes' | 'language'>): ChannelMessage | null;
}

export type SkipReason = 'unknown' | 'superseded' | 'demonstration' | 'ended';
export type Opened = { telling: OpenTelling } | { skipped: SkipReason };

/**
 * Higher goes first. Red, orange, what nobody graded and what the authority calls Immediate have workers kept free for
 * them (`GRAVE`). Drills and notices come after every warning.
 */
export function priorityOf(level: Level | null, isImmediate: boolean): number {
  const rank = level === null ? 1 : levelRank(level);
  return isImmediate ? Math.max(-rank, GRAVE) : -rank;
}
export const GRAVE = -1;
export const OPT_IN = -10;
