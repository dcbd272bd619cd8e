/**
 * Cutting text from outside to a size in bytes without lying: at a sentence, else at a whole character as a reader
 * sees it, and always with an ellipsis. Sizes count as JSON in UTF-8, the form in which a push travels.
 */

/** No line we make is longer; a million-character headline is dropped here before anything walks over it. */
const LONGEST_INPUT = 4000;
const ELLIPSIS = '…';
const SENTENCE_ENDS = '。！？；!?;';

const encoder = new TextEncoder();
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Bytes of `text` inside a JSON string, quotes not counted. */
export function jsonBytes(text: string): number {
  return encoder.encode(JSON.stringify(text)).length - 2;
}

/**
 * One line safe to show: controls and line breaks become spaces; bidirectional overrides (which can turn 蓝色 around
 * or hide a word) and zero-width fillers go; halves of surrogate pairs become U+FFFD. Long input is cut first.
 */
export function oneLine(text: string): string {
  return text
    .trimStart()
    .slice(0, LONGEST_INPUT)
    .replace(/[\uD800-\uDBFF]$/, '')
    .toWellFormed()
    .replace(/[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, '')
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .trim();
}

/** `text` when it fits `maxBytes`, else its longest fair beginning and an ellipsis. Empty when not even that fits. */
export function fitText(text: string, maxBytes: number): string {
  if (jsonBytes(text) <= maxBytes) return text;
  const room = maxBytes - jsonBytes(ELLIPSIS);
  if (room <= 0) return '';
  const characters = Array.from(graphemes.segment(text.slice(0, LONGEST_INPUT)), (s) => s.segment);
  const cut = beginning(characters, room);
  // One "character" of a thousand stacked marks: fall back to code points, better ugly than silent.
  return (cut === '' ? beginning(Array.from(text.slice(0, LONGEST_INPUT)), room) : cut) + ELLIPSIS;
}

/** Items joined by 、, as many whole ones as fit, then 等N处: a place is named whole or counted, never cut in two. */
export function fitList(items: readonly string[], maxBytes: number): string {
  const whole = items.join('、');
  if (jsonBytes(whole) <= maxBytes) return whole;
  const rest = `等${items.length}处`;
  let text = '';
  for (const item of items) {
    const next = text === '' ? item : `${text}、${item}`;
    if (jsonBytes(next + rest) > maxBytes) break;
    text = next;
  }
  if (text !== '') return text + rest;
  return fitText(items[0] ?? '', maxBytes - jsonBytes(rest)) + (items.length > 1 ? rest : '');
}

function beginning(characters: readonly string[], room: number): string {
  let used = 0;
  let text = '';
  let lastSentence = '';
  for (const character of characters) {
    used += jsonBytes(character);
    if (used > room) break;
    text += character;
    if (SENTENCE_ENDS.includes(character)) lastSentence = text;
  }
  return lastSentence.length * 2 >= text.length ? lastSentence : text;
}
