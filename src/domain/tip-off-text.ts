import { failed, ok, type Result } from './problem.ts';

/** Marks a base character may carry: Uyghur, Tibetan and Vietnamese need at most three, a prank needs hundreds. */
export const MAX_MARKS = 4;
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Zero-width space and friends, soft hyphen, line separators; the joiners stay: scripts and emoji need them. */
const INVISIBLE = /[\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]/g;
const CONTROLS = /[\u0001-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** The length that limits speak of. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function limitText(maxLength: number): string {
  return `最多 ${maxLength} 个字`;
}

/**
 * Text of several lines as it may be stored: line ends unified, controls gone, blank lines and combining marks bounded.
 * Refuses NUL and lone surrogates (`text-invalid`: a database or an encoder would choke on them) and text beyond
 * `maxLength` code points (`text-too-long`). Right-to-left marks stay: a Uyghur sentence needs them; show it in <bdi>.
 */
export function cleanLines(text: string, maxLength: number, path: string): Result<string> {
  // The cheap test first: one million characters must cost nothing.
  if (text.length > maxLength * 4) return failed('text-too-long', path, limitText(maxLength));
  if (text.includes('\0') || !text.isWellFormed()) return failed('text-invalid', path);
  const clean = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(/[ \t\u00a0\u3000]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, 'gu'), '$1')
    .trim();
  return codePoints(clean) > maxLength ? failed('text-too-long', path, limitText(maxLength)) : ok(clean);
}

/** One line: as above, with line ends and tabs as spaces and direction controls removed (they can disguise a name). */
export function cleanLine(text: string, maxLength: number, path: string): Result<string> {
  const lines = cleanLines(text, maxLength, path);
  if (!lines.ok) return lines;
  return ok(lines.value.replace(BIDI_CONTROLS, '').replace(/\s+/g, ' ').trim());
}

/**
 * Kinds of personal trace found in free text, to warn the reporter before sending (not to refuse: it is theirs to say).
 * Mobile numbers, ID numbers and plates of mainland China; hyphens and spaces between digits are looked through.
 */
export function personalTraces(text: string): readonly ('phone' | 'id-number' | 'plate')[] {
  const joined = text.normalize('NFKC').replace(/(?<=\d)[ -](?=\d)/g, '');
  const found: ('phone' | 'id-number' | 'plate')[] = [];
  if (/(?<!\d)1[3-9]\d{9}(?!\d)/.test(joined)) found.push('phone');
  if (/(?<!\d)[1-9]\d{5}(?:19|20)\d{9}[\dXx](?!\d)/.test(joined)) found.push('id-number');
  if (/[\u4e00-\u9fff][A-HJ-NP-Z][·•]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])/i.test(joined)) found.push('plate');
  return found;
}
