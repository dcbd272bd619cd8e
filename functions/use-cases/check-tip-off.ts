import { createHash } from 'node:crypto';
import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { readReceipt, type Receipt } from '../../src/domain/receipt.ts';
import { normaliseAdcode, type Adcode } from '../../src/domain/region.ts';
import { cleanLine, cleanLines } from '../../src/domain/tip-off-text.ts';
import {
  MAX_PLACE_LENGTH,
  MAX_RESPONDENT_LENGTH,
  MAX_TEXT_LENGTH,
  type Anonymity,
  type TipOff,
  type TipOffKind,
  type TipOffWords,
} from '../../src/domain/tip-off.ts';
import { readClaimSecret } from './claim-secret.ts';
import { readPosition, readSeenAt } from './tip-off-extras.ts';
import { checkedIdentity, type CheckedIdentity } from './tip-off-identity.ts';

/** The fields of a tip-off as they came: shapes are checked, meanings are not. */
export interface TipOffEntries {
  /** Undefined: the category's own. */
  kind?: TipOffKind | undefined;
  category: string;
  adcode: string;
  text: string;
  place: string;
  respondent: string;
  seenAt: string;
  lat: string;
  lng: string;
  datum: string;
  isInsider: 'on' | '';
  anonymity: Anonymity;
  contact: string;
  identity: string;
  identityKeyId: string;
  claimSecret: string;
  receipt: string;
}

/** Everything but the files, cleaned and known to mean something here. */
export interface CheckedTipOff {
  tipOff: Omit<TipOff, 'photos'>;
  receipt: Receipt;
  who: CheckedIdentity;
  claimSecret: string | null;
}

export interface TipOffPlaces {
  /** Category ids of content/tip-off/categories.yaml and the kind each belongs to. */
  categories: ReadonlyMap<string, TipOffKind>;
  isKnownRegion(adcode: Adcode): boolean;
}

export function checkTipOff(places: TipOffPlaces, given: TipOffEntries, now: Instant): Result<CheckedTipOff> {
  const who = checkedIdentity(given);
  if (!who.ok) return who;
  const words = checkedWords(given, who.value.anonymity, now);
  if (!words.ok) return words;
  const claimSecret = given.claimSecret === '' ? null : readClaimSecret(given.claimSecret);
  if (given.claimSecret !== '' && claimSecret === null)
    return failed('field-invalid', 'claimSecret', '领奖密码是 6 到 12 位数字，请重新设一个，或者不设。');
  const { category } = given;
  const kind = places.categories.get(category);
  if (kind === undefined || kind !== (given.kind ?? kind))
    return failed('field-invalid', 'category', '请从列表里选一个类别。');
  const adcode = given.adcode === '' ? null : normaliseAdcode(given.adcode);
  if (given.adcode !== '' && (adcode === null || !places.isKnownRegion(adcode)))
    return failed('region-unknown', 'adcode');
  const receipt = readReceipt(given.receipt);
  if (!receipt.ok) return failed('receipt-malformed', 'receipt');
  const tipOff = { kind, category, adcode, words: words.value };
  return ok({ tipOff, receipt: receipt.receipt, who: who.value, claimSecret });
}

function checkedWords(given: TipOffEntries, anonymity: Anonymity, now: Instant): Result<TipOffWords> {
  const text = cleanLines(given.text, MAX_TEXT_LENGTH, 'text');
  if (!text.ok) return text;
  if (text.value === '') return failed('field-invalid', 'text', '请写明发现了什么。');
  const place = cleanLine(given.place, MAX_PLACE_LENGTH, 'place');
  if (!place.ok) return place;
  const respondent = cleanLine(given.respondent, MAX_RESPONDENT_LENGTH, 'respondent');
  if (!respondent.ok) return respondent;
  const seenAt = readSeenAt(given.seenAt, now);
  if (!seenAt.ok) return seenAt;
  const position = readPosition(given.lat, given.lng, given.datum);
  if (!position.ok) return position;
  return ok({
    text: text.value,
    place: place.value,
    respondent: respondent.value,
    seenAt: seenAt.value,
    position: position.value,
    isInsider: given.isInsider === 'on',
    anonymity,
  });
}

/** SHA-256 over everything that was said and `files`, one word for each: what a retry must repeat. */
export function digestTipOff(checked: CheckedTipOff, files: readonly string[]): string {
  const { kind, category, adcode, words } = checked.tipOff;
  // A list, for the order of an object's keys is nobody's promise.
  const { text, place, respondent, seenAt, position, isInsider, anonymity } = words;
  const said = [text, place, respondent, seenAt, position?.lat, position?.lng, position?.datum, isInsider];
  const secrets = [anonymity, checked.who.secret, checked.claimSecret, checked.receipt];
  const all = [kind, category, adcode, ...said, ...secrets, ...files];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
