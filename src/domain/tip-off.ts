import type { CaseEventWord } from './case-event.ts';
import type { Instant } from './instant.ts';
import type { Result } from './problem.ts';
import type { Adcode } from './region.ts';
import type { TipOffPosition } from './tip-off-position.ts';

/**
 * `hazard` 隐患或违法行为, `fire` 火灾隐患 (clocks of its own), `situation` 灾情险情 (routed apart, never rewarded).
 * For danger to life none of them is right: that is 119, 110 or 120.
 */
export const TIP_OFF_KINDS = ['hazard', 'fire', 'situation'] as const;
export type TipOffKind = (typeof TIP_OFF_KINDS)[number];

/** Lengths count code points, the same on the phone and on the server (an emoji family is five, not eight). */
export const MAX_TEXT_LENGTH = 5000;
export const MAX_PLACE_LENGTH = 200;
export const MAX_CONTACT_LENGTH = 200;
/** 被举报单位. */
export const MAX_RESPONDENT_LENGTH = 100;
export const MAX_TIP_OFF_PHOTOS = 9;
/** Of one photo as received; phones re-encode to far less before sending. */
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
/** Photos plus all text fields and multipart framing. */
export const MAX_TIP_OFF_BYTES = MAX_TIP_OFF_PHOTOS * MAX_PHOTO_BYTES + 256 * 1024;

/** 匿名, 隐名 (a way to be told apart and reached, no name) or 实名. Who it is, is sealed apart from the words. */
export const ANONYMITIES = ['anonymous', 'pseudonymous', 'named'] as const;
export type Anonymity = (typeof ANONYMITIES)[number];

/** What the reporter wrote. Never stored readable: sealed with the tip's own key, and hostile until escaped. */
export interface TipOffWords {
  text: string;
  /** Where, in the reporter's words. */
  place: string;
  /** 被举报单位, as the reporter calls it; empty when unknown. */
  respondent: string;
  /** When it was seen; null when the reporter did not say. */
  seenAt: Instant | null;
  position: TipOffPosition | null;
  /** 从业人员: works there. Some rules reward it higher and ask for a real name (应急〔2020〕69号). */
  isInsider: boolean;
  anonymity: Anonymity;
}

/** What a tip-off's words are when only the text is known. */
export const NO_WORDS: TipOffWords = {
  text: '',
  place: '',
  respondent: '',
  seenAt: null,
  position: null,
  isInsider: false,
  anonymity: 'anonymous',
};

/** A photo that left the cleaner: re-encoded pixels and nothing else. */
export interface CleanPhoto {
  bytes: Uint8Array;
  widthPx: number;
  heightPx: number;
}

/** A photo as it came, fetched into memory when its turn comes. */
export interface GivenPhoto {
  /** Names the content for a retry: the same photo sent again has the same. */
  digest: string;
  /** Null: it is no longer there. */
  read(): Promise<Uint8Array | null>;
}

/** Turns received bytes into a clean photo, or says why not. Fails closed. */
export type PhotoCleaner = (photo: Uint8Array | Pick<GivenPhoto, 'read'>) => Promise<Result<CleanPhoto>>;

/** What is filed, after every check and with its photos cleaned. */
export interface TipOff {
  kind: TipOffKind;
  /** An id of content/tip-off/categories.yaml. */
  category: string;
  adcode: Adcode | null;
  words: TipOffWords;
  photos: readonly CleanPhoto[];
  /** age ciphertexts for the custodian: who the reporter is, and originals they asked to have kept. */
  sealed?: readonly TipOffSealed[];
  /** 领奖密码 as scrypt; null or left out: none was set. */
  claimSecret?: string | null;
}

export interface TipOffSealed {
  kind: 'identity' | 'original';
  keyId: string;
  bytes: Uint8Array;
}

/** Steps of the case a reporter may see. */
export type TipOffEventWord = CaseEventWord;

export interface TipOffEvent {
  event: TipOffEventWord;
  at: Instant;
}
