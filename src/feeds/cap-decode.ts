import { capProblem, type CapProblem } from './cap-problem.ts';

/** The largest real message seen is 1.7 MB (34 066 points); beyond this it is an attack or a mistake. */
export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;

/**
 * Encodings an authority may declare. A list, because stateful encodings such as ISO-2022 can hide markup from checks.
 * WHATWG reads iso-8859-1 as windows-1252, a superset for text.
 */
const ENCODINGS = new Set([
  'utf-8', 'utf8', 'us-ascii', 'ascii', 'utf-16', 'utf-16le', 'utf-16be', 'gbk', 'gb2312', 'gb18030', 'big5',
  'iso-8859-1', 'iso-8859-2', 'iso-8859-5', 'iso-8859-9', 'iso-8859-15', 'latin1', 'windows-1250', 'windows-1251',
  'windows-1252', 'windows-1254', 'koi8-r', 'shift_jis', 'euc-jp', 'euc-kr',
]); // prettier-ignore

const FORBIDDEN_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

export type Decoded = { text: string; problem: null } | { text: null; problem: CapProblem };

/** The text of a document, by byte order mark or XML declaration. Refuses size, unknown encodings and control characters. */
export function decodeDocument(document: Uint8Array | string): Decoded {
  if (document.length > MAX_DOCUMENT_BYTES) return refuse('document-too-large');
  if (typeof document === 'string')
    return checked(document.startsWith('\ufeff') ? document.slice(1) : document);
  const encoding = encodingOf(document);
  if (!ENCODINGS.has(encoding)) return refuse('encoding-unsupported', encoding);
  const label = encoding === 'us-ascii' || encoding === 'ascii' ? 'utf-8' : encoding;
  try {
    return checked(new TextDecoder(label, { fatal: true }).decode(document));
  } catch (error) {
    // The decoder throws TypeError on bytes that are not of the encoding, RangeError where the host lacks it.
    if (error instanceof TypeError || error instanceof RangeError)
      return refuse('encoding-unsupported', encoding);
    throw error;
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [a = 0, b = 0, c = 0] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  const declared =
    /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']{1,40})["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  // A single-byte head that claims UTF-16 was serialised from a string in memory (.NET does so) and saved as UTF-8.
  return declared.startsWith('utf-16') ? 'utf-8' : declared;
}

function checked(text: string): Decoded {
  if (FORBIDDEN_CHARACTER.test(text) || !text.isWellFormed()) return refuse('text-illegal-character');
  return { text, problem: null };
}

function refuse(word: CapProblem['word'], value = ''): Decoded {
  return { text: null, problem: capProblem('error', word, '', value) };
}
