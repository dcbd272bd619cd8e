/** Longest text read: a bulletin is a few hundred characters; more is abuse or the wrong file. */
export const MAX_BULLETIN_BYTES = 100 * 1024;

/** Zero-width characters and bidi controls: invisible, so they could make a text read otherwise than it looks. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g;

/** The text as people see it: no invisible controls, `\n` line ends. Everything relayed verbatim is cut from this. */
export function visibleText(raw: string): string {
  return raw
    .replace(INVISIBLE, '')
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .trim();
}

/** Whether a text must be refused: NUL and lone surrogates are no text, and break stores and terminals. */
export function isHostile(raw: string): boolean {
  return raw.includes('\0') || !raw.isWellFormed();
}

/** A text made uniform for reading, with the way back to the words as written. */
export interface Scan {
  /** ASCII punctuation and digits, no blanks between Chinese characters; 。 and line ends stay. */
  readonly text: string;
  /** The words as written between two offsets of `text`. */
  original(start: number, end: number): string;
}

const SAME: Readonly<Record<string, string>> = {
  '〔': '[', '〕': ']', '［': '[', '］': ']', '〖': '[', '〗': ']', '【': '[', '】': ']',
  '“': '"', '”': '"', '„': '"', '「': '"', '」': '"', '『': '"', '』': '"', '《': '"', '》': '"', '＂': '"', '‘': '"', '’': '"',
  '○': '〇', '—': '-', '–': '-', '－': '-', '～': '~', '﹣': '-', '．': '.', '｡': '。', '︰': ':', '∶': ':',
}; // prettier-ignore

function uniform(char: string): string {
  const same = SAME[char];
  if (same !== undefined) return same;
  if (char < '\u2150') return char;
  // Full-width ASCII, Roman numerals in one sign are kept apart: Ⅲ must not become three letters here.
  if (char >= '\u2150' && char <= '\u218f') return char;
  const plain = char.normalize('NFKC');
  return plain.length === 1 ? plain : char;
}

const isWord = (char: string | undefined) => char !== undefined && /[0-9A-Za-z]/.test(char);

/** Makes `visible` uniform. Blanks stay only between two digits or letters, where they separate. Linear. */
export function scanOf(visible: string): Scan {
  const out: string[] = [];
  const at: number[] = [];
  for (let i = 0; i < visible.length; i += 1) {
    const char = uniform(visible[i] as string);
    if (/[^\S\n]/.test(char)) {
      let next = i + 1;
      while (next < visible.length && /[^\S\n]/.test(visible[next] as string)) next += 1;
      // 「发布单位：甲 发布时间：乙」 on one line: each field is a line of its own.
      if (/^[\u3400-\u9fff]{2,8}\s?[:：]/.test(visible.slice(next, next + 12)) && out.length > 0) {
        out.push('\n');
        at.push(i);
        i = next - 1;
        continue;
      }
      const keeps = isWord(out[out.length - 1]) && isWord(uniform(visible[next] ?? ''));
      if (keeps) {
        out.push(' ');
        at.push(i);
      }
      i = next - 1;
      continue;
    }
    out.push(char);
    at.push(i);
  }
  const text = out.join('');
  const original = (start: number, end: number) =>
    start >= end ? '' : visible.slice(at[start] ?? visible.length, (at[end - 1] ?? visible.length - 1) + 1);
  return { text, original };
}
