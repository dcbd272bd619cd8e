import { toMs, type Instant } from '../domain/instant.ts';
import { normaliseAdcode } from '../domain/region.ts';
import { spokenName } from '../domain/mouth-numbers.ts';
import { oneLine } from '../domain/short-text.ts';
import type { FactPart } from './mouth-facts.ts';
import { withDigits } from './mouth-read-spoken.ts';
import type { Reading, ReadPart } from './mouth-reading.ts';

/** When two ways of saying a fact are the same. Only what can change its meaning counts: no spaces, no punctuation. */
function bare(text: string, reading: Pick<Reading, 'isSpoken'>): string {
  const line = oneLine(text).normalize('NFKC');
  const kept = line.replace(/[\p{P}\p{Z}\p{C}]/gu, '') || line;
  return reading.isSpoken === true ? withDigits(kept) : kept;
}

/** At least this much of a name that was too long must stand before its ellipsis. */
const SHORTEST_CUT = 4;

/** The same name; one that ends in … is the beginning of it, cut for its length. */
export function sameName(expected: string, found: string, reading: Pick<Reading, 'isSpoken'>): boolean {
  const [want, have] = [bare(expected, reading), bare(found, reading)];
  if (want === have) return true;
  if (found.trimEnd().endsWith('…')) return have.length >= SHORTEST_CUT && want.startsWith(have);
  if (reading.isSpoken === true && have === bare(spokenName(expected), reading)) return true;
  return have === bare(brief(expected), reading);
}

/** Offices by the short names people know; of several the first and their number. */
function brief(source: string): string {
  const short = source
    .replace(/应急管理局/g, '应急局')
    .replace(/人民政府/g, '政府')
    .replace(/自然资源局/g, '资源局')
    .replace(/农业农村局/g, '农业局')
    .replace(/突发事件预警信息发布中心/g, '预警中心');
  const [first = '', ...others] = short.split('、');
  return others.length === 0 ? short : `${first}等${others.length + 1}家`;
}

/** 「暴雨黄色预警信号」 and 「暴雨」 name one hazard. */
export function hazardAgrees(expected: string, found: string, reading: Pick<Reading, 'isSpoken'>): boolean {
  const plain = expected
    .trim()
    .replace(/预警(?:信号)?$/, '')
    .replace(/[红橙黄蓝]色$/, '');
  return (
    sameName(expected, found, reading) ||
    sameName(plain, found, reading) ||
    (plain.trim() === '' && (found === '突发事件' || sameName(expected, found, reading)))
  );
}

/** All of the places, or the first of them and their right number. */
export function placesAgree(fact: FactPart, part: ReadPart, reading: Pick<Reading, 'isSpoken'>): boolean {
  const found = part.places ?? [];
  if (found.length === 0) return false;
  if (part.placeCount !== undefined && !fact.placeCounts.includes(part.placeCount)) return false;
  return fact.places.some((names) => {
    const isKnown = (name: string): boolean => names.some((one) => sameName(one, name, reading));
    if (!found.every(isKnown)) return false;
    return (
      part.placeCount !== undefined ||
      names.every((one) => found.some((name) => sameName(one, name, reading)))
    );
  });
}

/** The same set of divisions, however they are padded. */
export function codesAgree(fact: FactPart, found: readonly string[]): boolean {
  const set = (codes: readonly string[]): string =>
    [...new Set(codes.map((code) => normaliseAdcode(code) ?? code))].sort().join(' ');
  return set(found) === set(fact.adcodes) || set(found) === set(fact.areaCodes);
}

/** To the minute in texts for people, to the second in documents. */
export function instantsAgree(
  expected: Instant | null,
  found: Instant | null,
  reading: Pick<Reading, 'isExact'>,
): boolean {
  if (expected === null || found === null) return expected === found;
  const unit = reading.isExact === true ? 1000 : 60_000;
  return Math.floor(toMs(expected) / unit) === Math.floor(toMs(found) / unit);
}
