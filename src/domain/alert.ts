import type { Instant } from './instant.ts';
import type { Level } from './level.ts';
import type { Adcode } from './region.ts';
import type { Certainty, Severity, Urgency } from './severity.ts';

/** Latitude first, WGS 84, as CAP writes it (GeoJSON is the other way round). */
export type LatLon = readonly [lat: number, lon: number];
/** Closed: first point equals last, at least four points. */
export type Ring = readonly LatLon[];
export interface Circle {
  centre: LatLon;
  radiusKm: number;
}

export interface Area {
  description: string;
  adcodes: readonly Adcode[];
  polygons: readonly Ring[];
  circles: readonly Circle[];
}

/** 预警信息: an alert's words in one language. Text from outside: hostile until escaped. */
export interface Bulletin {
  /** BCP 47, e.g. zh-CN, ug, en. */
  language: string;
  headline: string;
  /** What happens, in the authority's own words, verbatim. */
  description: string;
  /** What to do. Empty when the authority gave none; then surfaces fall back to the hazard's guide and say so. */
  instruction: string;
  contact: string | null;
  web: string | null;
}

/**
 * One hazard at one level for some areas. Most alerts have one part; a partial upgrade
 * (two townships 橙→黄, the others stay) has several. Areas of different parts are never merged.
 */
export interface AlertPart {
  hazard: { code: string | null; name: string };
  level: Level | null;
  severity: Severity;
  urgency: Urgency;
  certainty: Certainty;
  /** CAP category words, e.g. Met, Geo. */
  categories: readonly string[];
  responseTypes: readonly string[];
  areas: readonly Area[];
  /** Every region this part concerns, shortest form; computed once at intake from codes, polygons and circles. */
  adcodes: readonly Adcode[];
  effectiveAt: Instant;
  onsetAt: Instant | null;
  /** Null: the authority named no end; `endsAt` gives the ceiling. */
  expiresAt: Instant | null;
  /** At least one; the first is the one shown by default (zh-CN when there is one). */
  bulletins: readonly Bulletin[];
}

/** What happened in this revision. `cancel` ends the alert; its bulletins are the all-clear. */
export type AlertAction = 'issue' | 'update' | 'cancel';

/** CAP's lineage key: all three together, text exactly as received or as we published it. */
export interface MessageKey {
  sender: string;
  identifier: string;
  /** As written in the message, offset included. */
  sent: string;
}

/**
 * 预警: an authority's decision at one revision. Never changed after it is stored; an update is a new revision.
 * `alertId` and `message` are stable for ever: feeds, CAP and pushes carry them.
 */
export interface AlertRevision {
  alertId: string;
  /** 1, 2, 3 … */
  revision: number;
  action: AlertAction;
  /** `relayed`: another authority issued it and we repeat it verbatim. `issued`: this bureau did. */
  origin: 'relayed' | 'issued';
  /** 发布单位, e.g. 裕民县气象台. */
  source: string;
  sentAt: Instant;
  parts: readonly AlertPart[];
  message: MessageKey;
  /** Earlier messages of the lineage, ours or the sender's. Never contains `message`. */
  references: readonly MessageKey[];
  /** 演示数据: shown marked, never delivered. */
  isDemonstration: boolean;
  /** Of a `cancel`: we stopped relaying it. Its issuer did not lift it, so no surface may say 解除. */
  isWithdrawal?: true;
  /** 更正: this update puts right a wrong bulletin. Why, in one line; every surface says it beside the new words. */
  correction?: string;
}

/** A drill or test is not an alert at all in this model: it never becomes an AlertRevision of a live alert. */

/** How long an alert without a stated end is shown: an upper bound, said on the page. */
export const UNSTATED_VALIDITY_HOURS = 24;
/** How long an all-clear stays visible after the cancellation. */
export const ALL_CLEAR_VISIBLE_HOURS = 6;
