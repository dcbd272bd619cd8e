import type { Sheet } from './mouth-sheet.ts';

/**
 * How large a sheet's words can be set, estimated from their number: pages are made on the server, which has no browser
 * to measure with, and must fit without a script. Errs towards small.
 */
interface Step {
  name: string;
  /** Height of a line of what to do, and of the facts, in the surface's unit. */
  lead: number;
  fact: number;
}

/** In characters of full width; digits, small letters and signs of the keyboard are narrower. */
const widthOf = (text: string): number => text.length - 0.38 * (text.match(/[ -@[-~]/g)?.length ?? 0);

const lines = (text: string, width: number, size: number): number =>
  text === '' ? 0 : Math.ceil(widthOf(text) / Math.max(1, Math.floor(width / size)));

/** Millimetres of A4: 182 wide between the margins, 273 high. */
const A4 = { width: 182, height: 264, head: 44, otherHead: 13, foot: 50, leading: 1.5 };
const MM_PER_POINT = 0.3528;
/** Further levels of many: lines of ten points. */
const ROW = 10 * MM_PER_POINT;
export const NOTICE_STEPS: readonly Step[] = [
  { name: 'largest', lead: 34, fact: 24 },
  { name: 'large', lead: 27, fact: 20 },
  { name: 'medium', lead: 21, fact: 16.5 },
  { name: 'small', lead: 16, fact: 14 },
  { name: 'least', lead: 12, fact: 11.5 },
];

/** So many levels stand as lines below the first, not each with a head of its own. */
export const isManyParts = (sheet: Sheet): boolean => sheet.parts.length > 3;

/** The largest step at which a notice stays on one page; the last one when none does. */
export function noticeStep(sheet: Sheet): string {
  return stepOf(NOTICE_STEPS, (step) => noticeHeight(sheet, step) <= A4.height);
}

function noticeHeight(sheet: Sheet, step: Step): number {
  const [lead, fact, body] = [step.lead, step.fact, Math.max(10.5, step.fact * 0.65)].map((pt) => pt * MM_PER_POINT) as [number, number, number]; // prettier-ignore
  const text = (words: string, size: number, width = A4.width): number =>
    lines(words, width, size) * size * A4.leading;
  const [first, ...others] = sheet.parts;
  const facts = sheet.parts
    .slice(0, isManyParts(sheet) ? 1 : sheet.parts.length)
    .map(
      (part) =>
        text(part.area, fact, A4.width - 3.2 * fact) + text(part.time, fact, A4.width - 3.2 * fact) + 4,
    )
    .reduce((sum, height) => sum + height, 0);
  const deeds = (first?.actions ?? []).map((action) => text(action, lead) + 1.5).reduce((a, b) => a + b, 0);
  return (
    A4.head +
    (first !== undefined && first.title.length > 10 ? 20 : 0) +
    (sheet.marks.length > 0 ? 11 : 0) +
    others
      .map((part) =>
        isManyParts(sheet) ? text(`${part.title}　${part.area}　${part.time}`, ROW) : A4.otherHead,
      )
      .reduce((a, b) => a + b, 0) +
    facts +
    text(sheet.change ?? '', fact, A4.width - 3.2 * fact) +
    text(sheet.closing ?? '', lead) +
    (deeds === 0 ? 0 : deeds + fact * 1.5 + 8) +
    text(sheet.background ?? '', body) +
    A4.foot
  );
}

/** Hundredths of a wall's width: 94 between the margins; 56 high, of which head, facts and foot take their part. */
const WALL = { width: 94, height: 55, head: 14, foot: 7, strip: 5.5, who: 4, gaps: 1, leading: 1.32 };
export const SCREEN_STEPS: readonly Step[] = [
  { name: 'largest', lead: 8, fact: 4.2 },
  { name: 'large', lead: 6.4, fact: 4.2 },
  { name: 'medium', lead: 5.2, fact: 3.8 },
  { name: 'small', lead: 4.2, fact: 3.4 },
  { name: 'least', lead: 3.3, fact: 2.8 },
  { name: 'tiny', lead: 2.7, fact: 2.4 },
];

/** A longer title is set smaller, on one line; of twice the length on two. */
export const LONG_TITLE = 10;

/** The same for a wall of 16:9; a tall one has more room. `hasStrip`: other bulletins are named below. */
export function screenStep(sheet: Sheet, hasStrip: boolean): string {
  return stepOf(SCREEN_STEPS, (step) => {
    const text = (words: string, size: number, width = WALL.width): number =>
      lines(words, width, size) * size * WALL.leading;
    const facts = sheet.parts.map((part) => {
      const isBeside = widthOf(part.area + part.time) + 12 <= WALL.width / step.fact;
      const height = isBeside ? step.fact * WALL.leading : text(part.area, step.fact) + text(`${part.time}（还有12小时30分）`, step.fact); // prettier-ignore
      return height + (sheet.parts.length > 1 ? step.fact * WALL.leading : 0);
    });
    const deeds = (sheet.parts[0]?.actions ?? []).map((action) => text(action, step.lead));
    const used = [...facts, ...deeds, text(sheet.closing ?? '', 4)].reduce((a, b) => a + b, 0);
    const isLongTitle = (sheet.parts[0]?.title.length ?? 0) > LONG_TITLE * 1.5;
    const frame = WALL.head + (isLongTitle ? 8 : 0) + (sheet.marks.length > 0 ? 3 : 0) + WALL.foot + WALL.who + WALL.gaps; // prettier-ignore
    return used + frame + (hasStrip ? WALL.strip : 0) <= WALL.height;
  });
}

function stepOf(steps: readonly Step[], fits: (step: Step) => boolean): string {
  return (steps.find(fits) ?? steps.at(-1))?.name ?? '';
}
