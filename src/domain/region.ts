/**
 * A division code, GB/T 2260 with the statistical extension: 2 digits province, 4 prefecture, 6 county,
 * 9 township, 12 village. Stored at its shortest, without trailing zero groups: `654225`, `654225100`.
 */
export type Adcode = string;

export type RegionTier = 'province' | 'prefecture' | 'county' | 'township' | 'village';

export interface RegionName {
  adcode: Adcode;
  name: string;
  tier: RegionTier;
}

/** What pure code may ask about the country's divisions; wiring gives the real one, tests a small one. */
export interface Gazetteer {
  find(adcode: Adcode): RegionName | null;
  /** All divisions whose full or short name (乌苏市 or 乌苏) is exactly `name`. */
  named(name: string): readonly RegionName[];
  /** Names to scan a text for, longest first, so that 双河市 wins over 双河. */
  names(): readonly string[];
}

const TIER_BY_LENGTH: Record<number, RegionTier> = {
  2: 'province',
  4: 'prefecture',
  6: 'county',
  9: 'township',
  12: 'village',
};

/**
 * The shortest form of a code: trailing zero groups of 12-, 9- and 6-digit codes are dropped
 * (`654225000000` → `654225`, `650000` → `65`). Null when the text is no division code.
 */
export function normaliseAdcode(text: string): Adcode | null {
  if (!/^\d+$/.test(text)) return null;
  let code = text;
  if (code.length === 12 && code.endsWith('000')) code = code.slice(0, 9);
  if (code.length === 9 && code.endsWith('000')) code = code.slice(0, 6);
  if (code.length === 6 && code.endsWith('00')) code = code.slice(0, 4);
  if (code.length === 4 && code.endsWith('00')) code = code.slice(0, 2);
  return code.length in TIER_BY_LENGTH && code !== '00' ? code : null;
}

export function tierOf(adcode: Adcode): RegionTier | null {
  return TIER_BY_LENGTH[adcode.length] ?? null;
}

/** The code one tier up, or null above a province. */
export function parentOf(adcode: Adcode): Adcode | null {
  const shorter: Record<number, number> = { 12: 9, 9: 6, 6: 4, 4: 2 };
  const length = shorter[adcode.length];
  return length === undefined ? null : adcode.slice(0, length);
}

/**
 * Whether an alert for `alertCode` concerns a person who chose `chosenCode`: one contains the other.
 * A county's alert reaches its townships; a township's alert reaches whoever chose the whole county.
 */
export function concerns(alertCode: Adcode, chosenCode: Adcode): boolean {
  return alertCode.startsWith(chosenCode) || chosenCode.startsWith(alertCode);
}

/** The form GB/T 2260 prints, for other systems: provinces and prefectures padded to six digits (`2312` → `231200`). */
export function officialAdcode(adcode: Adcode): string {
  return adcode.padEnd(6, '0');
}
