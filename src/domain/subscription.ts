import type { Instant } from './instant.ts';
import type { Level } from './level.ts';
import type { Adcode } from './region.ts';

/** Where a browser can be reached; given by its push service. Secret: whoever has it can post to the device. */
export interface PushAddress {
  endpoint: string;
  /** base64url, 65 bytes, a point on P-256. */
  p256dh: string;
  /** base64url, 16 bytes. */
  auth: string;
}

/** 订阅: what one device asked for. No name, no account. */
export interface Subscription {
  id: string;
  address: PushAddress;
  adcodes: readonly Adcode[];
  lowestLevel: Level;
  createdAt: Instant;
  /** The device re-posts itself on each visit. */
  seenAt: Instant;
}

/** More regions than any family has; a list beyond it is abuse. */
export const MAX_SUBSCRIBED_REGIONS = 20;
