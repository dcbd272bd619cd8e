import type { Instant } from './instant.ts';
import { LEVELS, levelRank, type Level } from './level.ts';
import type { Adcode } from './region.ts';

/** Where a browser can be reached; given by its push service. Secret: whoever has it can post to the device. */
export interface PushAddress {
  endpoint: string;
  /** base64url, 65 bytes, a point on P-256. */
  p256dh: string;
  /** base64url, 16 bytes. */
  auth: string;
}

/** One place a device follows. What the family calls it (爸妈家) stays on the device. */
export interface SubscribedPlace {
  adcode: Adcode;
  lowestLevel: Level;
  /** Slugs of content/hazards; null: every hazard. A hazard nobody could tell always passes: better one too many. */
  hazards: readonly string[] | null;
}

/**
 * Hours in which only the gravest may ring, minutes after Beijing midnight on the half-hour grid. May cross midnight
 * (1320 → 420 is 22:00–07:00); begin and end never are the same, for a whole day of silence is `pausedUntil`.
 */
export interface QuietHours {
  fromMinute: number;
  toMinute: number;
}

/** What one device asked for, all of it; no name, no account. The same form is sent, stored, and moved to a new phone. */
export interface Wish {
  places: readonly SubscribedPlace[];
  quiet: QuietHours | null;
  /** 通告: never warnings, pushed only to who asked. */
  wantsNotices: boolean;
  wantsDrills: boolean;
  /** BCP 47. A bulletin that has it is pushed in it, any other in Chinese. */
  language: string;
  /** Nothing at all is sent before it, red included; null: not paused. */
  pausedUntil: Instant | null;
}

/** 订阅: a device and what it asked for. */
export interface Subscription {
  id: string;
  address: PushAddress;
  /** The codes of all places: what an index can answer. */
  adcodes: readonly Adcode[];
  /** The lowest level any place asked for. */
  lowestLevel: Level;
  /** Exactly what was asked; absent for devices that know only regions and one level. */
  wish?: Wish;
  createdAt: Instant;
  /** The device re-posts itself on each visit. */
  seenAt: Instant;
}

/** More places than any family has; a list beyond it is abuse. */
export const MAX_SUBSCRIBED_REGIONS = 20;
/** A pause is for a journey. A device that is silent for longer has been forgotten about, not paused. */
export const MAX_PAUSE_DAYS = 60;
export const DEFAULT_LANGUAGE = 'zh-CN';
/** Languages a bulletin of these regions may come in. Others are refused, so that a typing error is not a lasting wish. */
export const WISH_LANGUAGES = ['zh-CN', 'ug', 'kk', 'en'] as const;
export const HALF_HOUR_MINUTES = 30;
const DAY_MINUTES = 1440;

/** What a device asked for that named only regions and one level: every hazard, day and night, warnings only. */
export function plainWish(adcodes: readonly Adcode[], lowestLevel: Level): Wish {
  return {
    places: [...new Set(adcodes)].map((adcode) => ({ adcode, lowestLevel, hazards: null })),
    quiet: null,
    wantsNotices: false,
    wantsDrills: false,
    language: DEFAULT_LANGUAGE,
    pausedUntil: null,
  };
}

export function wishOf(subscription: Subscription): Wish {
  return subscription.wish ?? plainWish(subscription.adcodes, subscription.lowestLevel);
}

/** The columns an index can answer: all codes, and the lowest level any place asked for. */
export function outlineOf(wish: Wish): { adcodes: Adcode[]; lowestLevel: Level } {
  const lowest = wish.places.reduce((rank, place) => Math.max(rank, levelRank(place.lowestLevel)), 0);
  return {
    adcodes: [...new Set(wish.places.map(({ adcode }) => adcode))],
    lowestLevel: LEVELS[lowest] ?? 'blue',
  };
}

/** Whether all places ask for the same and for every hazard, as devices did before they could do otherwise. */
export function isUniform(places: readonly SubscribedPlace[]): boolean {
  return places.every((place) => place.hazards === null && place.lowestLevel === places[0]?.lowestLevel);
}

export function areQuietHours(quiet: QuietHours): boolean {
  const onGrid = (minute: number): boolean =>
    Number.isInteger(minute) && minute >= 0 && minute < DAY_MINUTES && minute % HALF_HOUR_MINUTES === 0;
  return onGrid(quiet.fromMinute) && onGrid(quiet.toMinute) && quiet.fromMinute !== quiet.toMinute;
}
