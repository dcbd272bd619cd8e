import type { AcknowledgementCount, AcknowledgementKind } from '../../src/domain/acknowledgement.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import type { CallReport, CallTally } from '../../src/domain/call-report.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { PushAddress, Wish } from '../../src/domain/subscription.ts';

/** Wishes on their way to another device, under the digest of a secret that only the link holds. */
export interface HandoverStore {
  offer(secretHash: string, wish: Wish, expiresAt: Instant): Promise<void>;
  /** Once: the second asker, at the same moment or later, gets null. */
  take(secretHash: string, now: Instant): Promise<Wish | null>;
  purge(now: Instant): Promise<number>;
}

/** One press: for which alert, where, and what tells it from another device's. */
export interface Acknowledgement {
  alertId: string;
  revision: number;
  kind: AcknowledgementKind;
  /** At most a township. */
  adcode: Adcode;
  /** Digest of the number the device drew for this alert. */
  mark: string;
}

export interface AcknowledgementStore {
  /** Counts it; false when this mark was counted before. */
  add(acknowledgement: Acknowledgement, at: Instant): Promise<boolean>;
  /** Takes it back from where it was counted; false when it was not counted. */
  remove(of: Pick<Acknowledgement, 'alertId' | 'kind' | 'mark'>): Promise<boolean>;
  /** In order of revision, place and kind. */
  countsOf(alertId: string): Promise<readonly AcknowledgementCount[]>;
  /** Forgets marks older than this; counts stay. */
  purgeMarks(before: Instant): Promise<number>;
}

/** A device that asked to be reminded of an alert and is due. */
export interface DueCall {
  device: string;
  adcode: Adcode;
  address: PushAddress;
  /** Null: it has reported nothing about this alert. */
  report: { total: number; done: number } | null;
}

export interface CallStore {
  /** Replaces what the device said of this alert and place, unless that was said later. */
  saveReport(report: CallReport): Promise<void>;
  /** Per place below `within`, over all devices; of the alerts named. */
  tallies(alertIds: readonly string[], within: readonly Adcode[]): Promise<readonly CallTally[]>;
  /** False when this endpoint has no subscription: then nothing can be sent. */
  followDevice(device: string, adcode: Adcode, endpoint: string, at: Instant): Promise<boolean>;
  unfollowDevice(device: string): Promise<boolean>;
  /**
   * Devices that follow a place the alert concerns, have not confirmed every household, were reminded fewer than
   * `most` times, and not since `notSince`.
   */
  listDue(
    alertId: string,
    adcodes: readonly Adcode[],
    most: number,
    notSince: Instant,
  ): Promise<readonly DueCall[]>;
  noteReminded(alertId: string, device: string, at: Instant): Promise<void>;
}

/** Subscriptions as clocks look at them. */
export interface SubscriptionClock {
  /** Latest revisions that are still worth sending, whoever was told: cancellations too, while an earlier one lasts. */
  listTellable(now: Instant): Promise<readonly AlertRevision[]>;
  /** Devices of which nothing was seen or delivered since, and that were not yet asked to come by. */
  listUnseen(since: Instant, limit: number): Promise<readonly { id: string; address: PushAddress }[]>;
  noteAsked(ids: readonly string[], at: Instant): Promise<void>;
  /** Forgets those that were asked before this and have not come. */
  forgetAsked(before: Instant): Promise<number>;
}
