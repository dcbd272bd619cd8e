/** A text in one writing: what was full-width, circled or Chinese as a digit is looked through. */
export interface Folded {
  /** NFKC, without characters that show nothing. */
  text: string;
  /** The same, letter by letter, with every digit of any script and every Chinese numeral as 0–9. */
  digits: string;
  /** Where in the original each folded character begins and ends. */
  startOf: readonly number[];
  endOf: readonly number[];
}

/** 幺 is how a one is said on the phone; 洞、拐、勾 belong to the same way of speaking. 两 is no digit of a number. */
const NUMERALS: Readonly<Record<string, string>> = Object.fromEntries(
  ['0零〇洞○Ｏ', '1一壹幺弌', '2二贰弍貳', '3三叁弎參', '4四肆', '5五伍', '6六陆陸', '7七柒拐', '8八捌', '9九玖勾'].flatMap(
    (digit) => [...digit.slice(1)].map((numeral) => [numeral, digit[0] ?? '']),
  ),
); // prettier-ignore

/** Joiners, variation selectors, the frame of a keycap, direction marks: nothing that is read. */
const UNSEEN = /^[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]$/u;

export function foldText(original: string): Folded {
  let text = '';
  let digits = '';
  const startOf: number[] = [];
  const endOf: number[] = [];
  let at = 0;
  for (const letter of original) {
    const end = at + letter.length;
    if (!UNSEEN.test(letter))
      for (const unit of letter.normalize('NFKC').split('')) {
        if (UNSEEN.test(unit)) continue;
        text += unit;
        digits += digitOf(letter, unit);
        startOf.push(at);
        endOf.push(end);
      }
    at = end;
  }
  return { text, digits, startOf, endOf };
}

/** One character for one: positions in both foldings are the same. */
function digitOf(letter: string, unit: string): string {
  const numeral = NUMERALS[unit];
  if (numeral !== undefined) return numeral;
  if (!/^\p{Nd}$/u.test(letter)) return unit;
  return String(zeroDistance(letter));
}

/** Digits of every script stand in a row of ten; how far this one is from its zero. */
function zeroDistance(letter: string): number {
  const nfkc = letter.normalize('NFKC');
  if (/^[0-9]$/.test(nfkc)) return Number(nfkc);
  const code = letter.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}
