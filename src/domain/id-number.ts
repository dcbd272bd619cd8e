import type { Day } from './deadline.ts';

/** 公民身份号码, GB 11643-1999: six digits of a division, the birthday, a serial, and a check character. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

/** As typed, copied or dictated: full-width digits, spaces, dashes and a small x are the same number. */
export function tidyIdNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s·—–-]/g, '')
    .toUpperCase();
}

/** The check character (ISO 7064 MOD 11-2) that belongs to the first seventeen digits. */
export function idCheckCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return CHECK.charAt(sum % 11);
}

/**
 * Whether a tidy number can be somebody's: eighteen characters, a birthday that has been, the right check character.
 * It says nothing about whose it is: that is seen on the card. Old numbers of fifteen digits ended in 2013.
 */
export function isIdNumber(tidy: string, today: Day): boolean {
  const match = /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(tidy);
  if (match === null) return false;
  const [, year = '', month = '', day = ''] = match;
  const birthday = `${year}-${month}-${day}`;
  const at = Date.parse(`${birthday}T00:00:00Z`);
  const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(birthday);
  return isDay && year >= '1900' && birthday <= today && tidy.endsWith(idCheckCharacter(tidy.slice(0, 17)));
}
