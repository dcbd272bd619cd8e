import { encode } from 'uqr';
import { LEVEL_CHARACTER, LEVELS, type Level } from '../../src/domain/level.ts';
import type { Sheet, SheetPart } from '../../src/domain/mouth-sheet.ts';
import type { PictureOrder } from './picture-contract.ts';
import { box, words, type PictureElement } from './picture-element.ts';

export const PICTURE_WIDTH = 1080;
const EDGE = 64;
const INK = '#16202c';
const QUIET = '#43515f';
const PAPER = '#ffffff';

/** Ground and type of the four levels, as on every page; grey for what is over, green for an all-clear. */
const COLOURS: Record<Level, readonly [string, string]> = {
  red: ['#c4161c', '#ffffff'],
  orange: ['#b54800', '#ffffff'],
  yellow: ['#f2c200', '#211a00'],
  blue: ['#1356b8', '#ffffff'],
};
const UNGRADED: readonly [string, string] = ['#4b5a68', '#ffffff'];
const OVER: readonly [string, string] = ['#6b7680', '#ffffff'];
const CLEAR: readonly [string, string] = ['#1a5c40', '#ffffff'];
/** No level's colour: nobody who only sees the colour may take a drill for the real thing. */
const DRILL: readonly [string, string] = ['#16202c', '#ffffff'];

/** The whole picture. Its words are the sheet's words; nothing is said here that the sheet does not say. */
export function pictureLayout({ sheet, madeAt }: PictureOrder): PictureElement {
  return box(
    { flexDirection: 'column', width: PICTURE_WIDTH, backgroundColor: PAPER, color: INK, fontFamily: 'Han' },
    sheet.kind === 'drill' ? drillStripe() : null,
    ...sheet.parts.flatMap((part, index) => [
      head(sheet, part, index === 0),
      about(sheet, part, index === 0),
    ]),
    deeds(sheet),
    foot(sheet, madeAt),
  );
}

function drillStripe(): PictureElement {
  const stripe = 'repeating-linear-gradient(135deg, #16202c 0, #16202c 36px, #ffffff 36px, #ffffff 72px)';
  return box({ height: 56, width: PICTURE_WIDTH, backgroundImage: stripe });
}

function coloursOf(sheet: Sheet, part: SheetPart): readonly [string, string] {
  if (sheet.kind === 'drill') return DRILL;
  if (sheet.isPast) return sheet.marks.includes('【解除】') ? CLEAR : OVER;
  return part.level === null ? UNGRADED : COLOURS[part.level];
}

/** The sign, the mark and the title: what a thumbnail in a chat must still say. */
function head(sheet: Sheet, part: SheetPart, isFirst: boolean): PictureElement {
  const [ground, type] = coloursOf(sheet, part);
  // A drill keeps its brackets: they are how people know it.
  const marks = isFirst ? sheet.marks.map((mark) => (sheet.kind === 'drill' ? mark : mark.slice(1, -1))) : [];
  return box(
    { backgroundColor: ground, color: type, padding: isFirst ? `48px ${EDGE}px` : `28px ${EDGE}px`, alignItems: 'center' },
    sign(sheet, part, type, ground, isFirst),
    box(
      { flexDirection: 'column', flex: 1, marginLeft: 40 },
      marks.length === 0
        ? null
        : box(
            { marginBottom: 14 },
            ...marks.map((mark) =>
              words(mark, { backgroundColor: type, color: ground, fontSize: 52, fontWeight: 700, lineHeight: 1.2, padding: '6px 18px 10px', marginRight: 16, borderRadius: 8 }),
            ),
          ),
      title(part.title, titleSize(part.title, isFirst)),
    ),
  ); // prettier-ignore
}

/** The level's words stay together on one line. */
function title(text: string, fontSize: number): PictureElement {
  const pieces = text.split(/(?=(?:红色|橙色|黄色|蓝色)预警$)/);
  return box(
    { flexWrap: 'wrap' },
    ...pieces.map((piece) => words(piece, { fontSize, fontWeight: 700, lineHeight: 1.2, maxWidth: '100%' })),
  );
}

function titleSize(title: string, isFirst: boolean): number {
  if (!isFirst) return 56;
  return title.length <= 8 ? 100 : title.length <= 16 ? 80 : 60;
}

/** The level's character with four bars, as many filled as it is grave: readable without colour. */
function sign(sheet: Sheet, part: SheetPart, type: string, ground: string, isFirst: boolean): PictureElement {
  const size = isFirst ? 190 : 120;
  const character = sheet.isPast ? pastSign(sheet) : part.level === null ? '警' : LEVEL_CHARACTER[part.level];
  const bars = sheet.isPast || part.level === null ? 0 : LEVELS.length - LEVELS.indexOf(part.level);
  return box(
    { width: size, height: size, flexShrink: 0, flexDirection: 'column', alignItems: 'center', justifyContent: 'center', backgroundColor: type, color: ground, borderRadius: 20 },
    words(character, { fontSize: size * 0.62, fontWeight: 700, lineHeight: 1 }),
    bars === 0
      ? null
      : box(
          { marginTop: 12 },
          ...LEVELS.map((_, index) =>
            box({ width: size * 0.17, height: size * 0.09, marginLeft: size * 0.015, marginRight: size * 0.015, border: `${Math.round(size / 60)}px solid ${ground}`, backgroundColor: index < bars ? ground : type }),
          ),
        ),
  ); // prettier-ignore
}

const pastSign = (sheet: Sheet): string =>
  sheet.marks.includes('【解除】') ? '解' : sheet.marks.includes('【撤回转发】') ? '撤' : '过';

/** Where and when, right below the level it belongs to. */
function about(sheet: Sheet, part: SheetPart, isFirst: boolean): PictureElement {
  return box(
    { flexDirection: 'column', padding: `36px ${EDGE}px 14px` },
    isFirst && sheet.closing !== null
      ? words(sheet.closing, { fontSize: 52, fontWeight: 700, lineHeight: 1.35, marginBottom: 26 })
      : null,
    fact('范围', part.area),
    part.time === '' ? null : fact('时间', part.time),
    isFirst && sheet.change !== null ? fact('变化', sheet.change) : null,
  );
}

/** Label and value. A line breaks between places and between times, never within one. */
function fact(label: string, value: string): PictureElement {
  const size = value.length > 60 ? 38 : 46;
  return box(
    { marginBottom: 18, alignItems: 'flex-start' },
    words(label, { fontSize: 40, lineHeight: 1.4, color: QUIET, width: 120, flexShrink: 0 }),
    box(
      { flexWrap: 'wrap', flex: 1 },
      ...value
        .split(/(?<=[、，])/)
        .map((piece) =>
          words(piece, { fontSize: size, lineHeight: 1.35, fontWeight: 700, maxWidth: '100%' }),
        ),
    ),
  );
}

function deeds(sheet: Sheet): PictureElement | null {
  const [part] = sheet.parts;
  if (part === undefined || part.actions.length === 0) return null;
  return box(
    { flexDirection: 'column', borderTop: '4px solid #dde1e4', padding: '30px 0 0', margin: `6px ${EDGE}px 14px` },
    words(part.actionLabel, { fontSize: 40, color: QUIET, marginBottom: 10 }),
    ...part.actions.map((action) =>
      words(action, { fontSize: sheet.isPast ? 44 : deedSize(part), fontWeight: 700, lineHeight: 1.4, marginBottom: 16 }),
    ),
  ); // prettier-ignore
}

const deedSize = (part: SheetPart): number => (part.actions.join('').length <= 60 ? 64 : 54);

function foot(sheet: Sheet, madeAt: string): PictureElement {
  return box(
    {
      margin: `20px ${EDGE}px 0`,
      padding: '36px 0 56px',
      borderTop: `4px solid ${INK}`,
      alignItems: 'center',
    },
    { type: 'img', props: { src: qrCode(sheet.pageUrl), width: 230, height: 230, style: { flexShrink: 0 } } },
    box(
      { flexDirection: 'column', flex: 1, marginLeft: 40, fontSize: 36, lineHeight: 1.45, color: QUIET },
      words('扫码看最新情况', { fontSize: 46, fontWeight: 700, color: INK }),
      words('以最新发布为准，图片不会自己更新', {}),
      words(sheet.source, { color: INK, fontWeight: 700, marginTop: 10 }),
      words(`${sheet.sent} · ${madeAt} 制图`, {}),
    ),
  );
}

/** As an image of its own: one path, whatever the address. */
function qrCode(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}
