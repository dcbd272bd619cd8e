import type { AlertAction } from './alert.ts';
import type { Instant } from './instant.ts';
import type { Level } from './level.ts';
import type { Adcode } from './region.ts';

/** What a published bulletin must have. What is in `missing` was not found, and is never guessed. */
export type MissingItem = 'issuer' | 'hazard' | 'level' | 'regions' | 'issuedAt' | 'action';

/** Words for what a reader of the text must know; the Chinese sentence travels with it. */
export type TextProblemWord =
  | 'bulletin-unreadable'
  | 'bulletin-incomplete'
  | 'date-inferred'
  | 'date-incomplete'
  | 'dates-disagree'
  | 'drill'
  | 'drill-mentioned'
  | 'hazards-disagree'
  | 'identifier-disagrees'
  | 'issuers-disagree'
  | 'level-disagrees'
  | 'level-unclear'
  | 'partial-change'
  | 'region-ambiguous'
  | 'region-unknown'
  | 'second-hand'
  | 'several-warnings'
  | 'text-invalid'
  | 'text-too-long';

export interface TextProblem {
  word: TextProblemWord;
  /** Chinese, for the person who decides. */
  message: string;
  /** The item of the reading it concerns, e.g. `level`; empty for the whole text. */
  path: string;
}

export interface ReadRegion {
  adcode: Adcode;
  name: string;
}

/** One level for some of the regions: a partial upgrade has several. */
export interface TextPart {
  level: Level | null;
  regions: readonly ReadRegion[];
}

/** What a plain-text bulletin says. Null and `missing` where it does not say, or says two things. */
export interface TextReading {
  /** Whether this is a warning bulletin at all (an issuing sentence was found), complete or not. */
  isBulletin: boolean;
  /** The issuers as written, joined by 、; null when none was found. */
  issuer: string | null;
  issuers: readonly string[];
  action: AlertAction | null;
  /** The action as written: 发布, 继续发布, 更新, 解除 … */
  actionWord: string | null;
  hazard: { code: string | null; name: string } | null;
  /** The new level; of a cancellation, the level that is lifted. */
  level: Level | null;
  previousLevel: Level | null;
  regions: readonly ReadRegion[];
  /** The issuer's own place: what `regions` falls back to, and never leaves. */
  jurisdiction: readonly ReadRegion[];
  issuedAt: Instant | null;
  expiresAt: Instant | null;
  headline: string;
  /** The bulletin's words as received, without invisible controls. */
  description: string;
  instruction: string;
  sourceNote: string | null;
  /** GB/T 35965.1 identifier, when the text carries one. */
  identifier: string | null;
  parts: readonly TextPart[];
  isDrill: boolean;
  /** Only a 气象台站 may issue it (气象灾害防御条例 art. 30); here it may only be relayed. */
  isMeteorological: boolean;
  missing: readonly MissingItem[];
  problems: readonly TextProblem[];
}
